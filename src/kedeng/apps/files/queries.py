"""Reads of stored files."""

from collections.abc import Iterable
from typing import BinaryIO

from django.core.files.storage import storages

from kedeng.apps.files.models import StoredFile


def file_by_digest(digest: str) -> StoredFile | None:
    """Find a stored file; None where nothing is kept under the digest."""
    return StoredFile.objects.filter(digest=digest).first()


def pictures_among(digests: Iterable[str]) -> frozenset[str]:
    """Digests of the files that are pictures. One statement."""
    found = StoredFile.objects.filter(digest__in=list(digests), media_type__startswith="image/")
    return frozenset(found.values_list("digest", flat=True))


def open_file(file: StoredFile) -> BinaryIO:
    """Open the bytes for reading. The caller closes them."""
    return storages["default"].open(file.path, "rb")
