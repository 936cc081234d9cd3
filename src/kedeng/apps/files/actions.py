"""Storing bytes under their digest."""

from hashlib import sha256
from typing import BinaryIO

from django.core.files.storage import storages

from kedeng.apps.files.inspection import Limits, RefusedFileError, inspect
from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.apps.files.page_texts import keep_texts
from kedeng.apps.files.quarantine import Sender, hold
from kedeng.apps.files.quotas import Quotas, count, refuse_beyond
from kedeng.apps.files.scanner import scanned
from kedeng.apps.files.stores import StoreAwayError
from kedeng.domain.secrecy_marks import internal_word, mark_in

_CHUNK = 1024 * 1024


def store(
    *,
    stream: BinaryIO,
    size: int,
    name: str = "",
    sender: Sender | None = None,
    limits: Limits | None = None,
    quotas: Quotas | None = None,
) -> StoredFile:
    """Inspect and keep an uploaded file; the same bytes are kept once.

    Side effects in order: the bytes are written to the storage, then the row with the text of its
    pages, then the tally of the day. Raises RefusedFileError (see inspection; "files_of_day_full"
    beyond a quota, "file_infected", "store_away" where the store does not answer) and keeps nothing
    then; "file_marked" for a mark of secrecy, and the file is held in quarantine.
    """
    refuse_beyond(quotas or {}, size)
    found = inspect(stream, size, limits)
    mark = mark_in(name, found.texts)
    if mark is not None:
        hold(stream=stream, size=size, mark=mark, sender=sender or Sender(None, "files"))
        raise RefusedFileError("file_marked", level=mark.level)
    scan = scanned(stream)
    file = StoredFile(digest=_digest(stream), size=size)
    _write(stream, file)
    kept, _ = StoredFile.objects.get_or_create(
        digest=file.digest,
        defaults={
            "size": size,
            "media_type": found.media_type,
            "pages": found.pages,
            "internal_word": internal_word(found.texts),
        },
    )
    if scan is ScanState.CLEAN and kept.scan == ScanState.UNSCANNED.value:
        kept.scan = scan.value
        kept.save(update_fields=["scan"])
    keep_texts(kept, found.texts)
    count(quotas or {}, size)
    return kept


def _digest(stream: BinaryIO) -> str:
    hasher = sha256()
    while chunk := stream.read(_CHUNK):
        hasher.update(chunk)
    stream.seek(0)
    return hasher.hexdigest()


def _write(stream: BinaryIO, file: StoredFile) -> None:
    """Put the bytes into their place whole or not at all: nobody ever reads half a file."""
    kept = storages["default"]
    try:
        if not kept.exists(file.path):
            kept.put(file.path, stream)
    except StoreAwayError as error:
        raise RefusedFileError("store_away") from error
