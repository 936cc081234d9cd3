"""Uploads in pieces of a megabyte: what has come stays, whatever breaks (trust.md 2.4).

The service, not the browser, knows which pieces are here; whoever may send the file asks, and sends
the others. The pieces lie in the store, so that any machine of the service can take the next one.
"""

import tempfile
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from kedeng.apps.files.actions import store
from kedeng.apps.files.checker.limits import MEGABYTE, Limits, RefusedFileError
from kedeng.apps.files.models import Arriving, Piece, StoredFile
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.files.quotas import Quotas, refuse_beyond
from kedeng.apps.files.stores import StoreAwayError
from kedeng.lib.names import random_code, tidy_file_name

PIECE = MEGABYTE
MOST_OPEN = 10  # of one owner
KEPT_OPEN = timedelta(days=7)  # after the last piece
KEPT_DONE = timedelta(days=1)  # for whoever did not hear the answer and asks again


def begin(
    *, owner: str, name: str, size: int, fingerprint: str, limits: Limits, quotas: Quotas
) -> Arriving:
    """Open an upload, or find the one that broke off: same owner, name, size, fingerprint.

    Raises RefusedFileError: file_empty, file_too_large, files_of_day_full, too_many_arriving.
    """
    if size <= 0:
        raise RefusedFileError("file_empty")
    if size > limits.size:
        raise RefusedFileError("file_too_large", most=limits.megabytes, size=size // MEGABYTE)
    refuse_beyond(quotas, size)
    open_ones = Arriving.objects.filter(owner=owner, file=None)
    known = {"name": tidy_file_name(name), "size": size, "fingerprint": fingerprint[:64]}
    found = open_ones.filter(**known).first()
    if found is not None:
        return found
    if open_ones.count() >= MOST_OPEN:
        raise RefusedFileError("too_many_arriving", most=MOST_OPEN)
    return Arriving.objects.create(
        code=random_code(16), owner=owner, touched_at=timezone.now(), **known
    )


def upload_of(owner: str, code: str) -> Arriving:
    """Find an owner's upload. Raises RefusedFileError "upload_gone"."""
    found = Arriving.objects.filter(owner=owner, code=code).select_related("file").first()
    if found is None:
        raise RefusedFileError("upload_gone")
    return found


def pieces_of(upload: Arriving) -> int:
    """How many pieces the whole has."""
    return -(-upload.size // PIECE)


def here(upload: Arriving) -> list[int]:
    """Numbers of the pieces that have come, in order."""
    return list(upload.pieces.order_by("number").values_list("number", flat=True))


def take_piece(*, upload: Arriving, number: int, digest: str, data: bytes) -> None:
    """Keep a piece; the same one again changes nothing.

    Raises RefusedFileError "piece_broken" where its size or digest is another one. Side effects in
    order: the bytes in the store, the row, the time.
    """
    count = pieces_of(upload)
    size = PIECE if number < count - 1 else upload.size - (count - 1) * PIECE
    if not 0 <= number < count or len(data) != size or sha256(data).hexdigest() != digest:
        raise RefusedFileError("piece_broken", number=number + 1)
    if upload.file_id is not None:
        return
    try:
        with tempfile.SpooledTemporaryFile(max_size=PIECE) as stream:
            stream.write(data)
            stream.seek(0)
            storages["default"].put(_place(upload, number), stream)
    except StoreAwayError as error:
        raise RefusedFileError("store_away") from error
    Piece.objects.update_or_create(upload=upload, number=number, defaults={"digest": digest})
    Arriving.objects.filter(pk=upload.pk).update(touched_at=timezone.now())


def finish(
    *, upload: Arriving, limits: Limits, quotas: Quotas, sender: Sender | None = None
) -> StoredFile:
    """Put the pieces together, inspect and keep the file; asked again, give the same one.

    Raises RefusedFileError "pieces_missing" before all are here, and what `store` raises: the
    upload is dropped then, for the same bytes would be refused again (not where the store is away).
    """
    if upload.file is not None:
        return upload.file
    if len(here(upload)) < pieces_of(upload):
        raise RefusedFileError("pieces_missing")
    with tempfile.TemporaryFile() as whole:
        _put_together(upload, whole)
        try:
            kept = store(
                stream=whole,
                size=upload.size,
                name=upload.name,
                sender=sender,
                limits=limits,
                quotas=quotas,
            )
        except RefusedFileError as error:
            if error.code != "store_away":
                drop(upload)
            raise
    Arriving.objects.filter(pk=upload.pk).update(file=kept, touched_at=timezone.now())
    _drop_pieces(upload)
    return kept


def _put_together(upload: Arriving, whole: "tempfile._TemporaryFileWrapper[bytes]") -> None:
    """Copy the pieces one behind the other, each against its digest."""
    for piece in upload.pieces.order_by("number"):
        try:
            with storages["default"].open(_place(upload, piece.number), "rb") as stream:
                data = stream.read()
        except (StoreAwayError, FileNotFoundError) as error:
            raise RefusedFileError("store_away") from error
        if sha256(data).hexdigest() != piece.digest:
            piece.delete()  # it is sent once more
            raise RefusedFileError("pieces_missing")
        whole.write(data)
    whole.flush()
    whole.seek(0)


def drop(upload: Arriving) -> None:
    """Forget an upload and its pieces."""
    _drop_pieces(upload)
    upload.delete()


def drop_abandoned(now: datetime) -> int:
    """Forget uploads of which nothing has come for a week, and the finished ones of yesterday."""
    old = Arriving.objects.filter(file=None, touched_at__lt=now - KEPT_OPEN)
    done = Arriving.objects.exclude(file=None).filter(touched_at__lt=now - KEPT_DONE)
    abandoned = [*old, *done]
    for upload in abandoned:
        drop(upload)
    return len(abandoned)


def _drop_pieces(upload: Arriving) -> None:
    """Take the rows away, then the bytes: what is left after a break lies where nobody looks."""
    with transaction.atomic():
        numbers = here(upload)
        upload.pieces.all().delete()
    for number in numbers:
        storages["default"].delete(_place(upload, number))


def _place(upload: Arriving, number: int) -> str:
    return f"pieces/{upload.code}/{number:05}"
