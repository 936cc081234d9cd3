"""Where the bytes lie: a folder, or a bucket of an S3-compatible store (decision 18).

Both know one writing call, `put`: under a name lies the whole file or nothing, whatever breaks.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

from kedeng.lib.names import random_code

_CHUNK = 1024 * 1024
_PARTS = TransferConfig(
    multipart_threshold=16 * _CHUNK, multipart_chunksize=16 * _CHUNK, use_threads=False
)

logger = logging.getLogger(__name__)


class StoreAwayError(OSError):
    """The store does not answer, or refuses us; the log has what it said."""


class FolderStore(FileSystemStorage):
    """A folder of this machine, or one that several share."""

    def put(self, name: str, stream: BinaryIO) -> None:
        """Write beside, sync, and rename into place: nobody ever reads half a file."""
        place = Path(self.path(name))
        arriving = Path(self.path(f"arriving/{random_code()}"))
        for folder in (place.parent, arriving.parent):
            folder.mkdir(parents=True, exist_ok=True)
        try:
            with arriving.open("wb") as file:
                while chunk := stream.read(_CHUNK):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            arriving.chmod(self.file_permissions_mode or 0o640)
            arriving.replace(place)
        finally:
            arriving.unlink(missing_ok=True)
        _sync_folder(place.parent)  # or the rename may be lost with the power


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class BucketStore(S3Storage):
    """A bucket: an object is there whole or not at all, so a name needs no second step.

    Every call raises StoreAwayError where the store does not answer or refuses the key.
    """

    def put(self, name: str, stream: BinaryIO) -> None:
        """Send the bytes, in parts where there are many."""
        with _answered(name):
            self.bucket.Object(name).upload_fileobj(_Lent(stream), Config=_PARTS)

    def open(self, name: str, mode: str = "rb") -> Any:
        """Open for reading, piece by piece: nothing is kept on this machine."""
        if mode != "rb":
            raise ValueError(f"stored files are only read, not opened {mode!r}")
        with _answered(name):
            return self.bucket.Object(name).get()["Body"]

    def exists(self, name: str) -> bool:
        """Whether the bucket has it; a store that does not answer is no «no»."""
        try:
            self.bucket.Object(name).load()
        except ClientError as error:
            if error.response["ResponseMetadata"].get("HTTPStatusCode") == 404:
                return False
            raise _away(name, error) from error
        except BotoCoreError as error:
            raise _away(name, error) from error
        return True

    def delete(self, name: str) -> None:
        """Take it out; what is not there is no mistake."""
        with _answered(name):
            self.bucket.Object(name).delete()


@contextmanager
def _answered(name: str) -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise _away(name, error) from error


def _away(name: str, error: Exception) -> StoreAwayError:
    logger.error("file store: %s: %s", name, error)
    return StoreAwayError("the file store does not answer")


class _Lent:
    """A stream that the sender may read and not close: it is ours still."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def close(self) -> None:
        """Leave it open."""
