"""Storing bytes under their digest."""

from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import storages

from kedeng.apps.files.inspection import inspect
from kedeng.apps.files.models import StoredFile
from kedeng.lib.names import random_code

_CHUNK = 1024 * 1024


def store(*, stream: BinaryIO, size: int) -> StoredFile:
    """Inspect and keep an uploaded file; the same bytes are kept once.

    Side effects in order: the bytes are written to the storage, then the row. Raises
    RefusedFileError (see inspection) and keeps nothing then.
    """
    found = inspect(stream, size)
    hasher = sha256()
    while chunk := stream.read(_CHUNK):
        hasher.update(chunk)
    stream.seek(0)
    file = StoredFile(
        digest=hasher.hexdigest(), size=size, media_type=found.media_type, pages=found.pages
    )
    _write(stream, file)
    defaults = {"size": size, "media_type": found.media_type, "pages": found.pages}
    return StoredFile.objects.get_or_create(digest=file.digest, defaults=defaults)[0]


def _write(stream: BinaryIO, file: StoredFile) -> None:
    """Put the bytes into their place whole or not at all: nobody ever reads half a file."""
    storage = storages["default"]
    if storage.exists(file.path):
        return
    arriving, place = f"arriving/{random_code()}", Path(storage.path(file.path))
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        storage.save(arriving, File(stream))
        Path(storage.path(arriving)).replace(place)
    finally:
        storage.delete(arriving)
