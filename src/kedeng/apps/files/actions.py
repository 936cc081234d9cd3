"""Storing bytes under their digest."""

from hashlib import sha256
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import storages

from kedeng.apps.files.inspection import inspect
from kedeng.apps.files.models import StoredFile

_CHUNK = 1024 * 1024


def store(*, stream: BinaryIO, size: int) -> StoredFile:
    """Inspect and keep an uploaded file; the same bytes are kept once.

    Side effects in order: the bytes are written to the storage, then the row. Raises RefusedFileError
    (see inspection) and keeps nothing then.
    """
    found = inspect(stream, size)
    hasher = sha256()
    while chunk := stream.read(_CHUNK):
        hasher.update(chunk)
    stream.seek(0)
    file = StoredFile(
        digest=hasher.hexdigest(), size=size, media_type=found.media_type, pages=found.pages
    )
    storage = storages["default"]
    if not storage.exists(file.path):
        storage.save(file.path, File(stream))
    defaults = {"size": size, "media_type": found.media_type, "pages": found.pages}
    return StoredFile.objects.get_or_create(digest=file.digest, defaults=defaults)[0]
