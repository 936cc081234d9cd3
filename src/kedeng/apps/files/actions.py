"""Storing bytes under their digest."""

from hashlib import sha256
from typing import BinaryIO

from django.core.files.storage import storages

from kedeng.apps.files.inspection import Limits, RefusedFileError, inspect
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.quotas import Quotas, count, refuse_beyond
from kedeng.apps.files.stores import StoreAwayError

_CHUNK = 1024 * 1024


def store(
    *,
    stream: BinaryIO,
    size: int,
    limits: Limits | None = None,
    quotas: Quotas | None = None,
) -> StoredFile:
    """Inspect and keep an uploaded file; the same bytes are kept once.

    Side effects in order: the bytes are written to the storage, then the row, then the tally of the
    day. Raises RefusedFileError (see inspection; "files_of_day_full" beyond a quota, "store_away"
    where the store does not answer) and keeps nothing then.
    """
    refuse_beyond(quotas or {}, size)
    found = inspect(stream, size, limits)
    hasher = sha256()
    while chunk := stream.read(_CHUNK):
        hasher.update(chunk)
    stream.seek(0)
    file = StoredFile(
        digest=hasher.hexdigest(), size=size, media_type=found.media_type, pages=found.pages
    )
    _write(stream, file)
    defaults = {"size": size, "media_type": found.media_type, "pages": found.pages}
    kept = StoredFile.objects.get_or_create(digest=file.digest, defaults=defaults)[0]
    count(quotas or {}, size)
    return kept


def _write(stream: BinaryIO, file: StoredFile) -> None:
    """Put the bytes into their place whole or not at all: nobody ever reads half a file."""
    kept = storages["default"]
    try:
        if not kept.exists(file.path):
            kept.put(file.path, stream)
    except StoreAwayError as error:
        raise RefusedFileError("store_away") from error
