"""Whether a picture opens, and is not larger than anybody's screen can bear."""

from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from kedeng.apps.files.checker.limits import Limits, RefusedFileError


def check_picture(stream: BinaryIO, limits: Limits) -> None:
    """Judge a JPEG or PNG by its head, then by its whole.

    Raises RefusedFileError: file_too_many_pixels, file_broken_image, file_too_heavy.
    """
    stream.seek(0)
    try:
        with Image.open(stream, formats=["JPEG", "PNG"]) as image:
            if image.width * image.height > limits.pixels:
                raise RefusedFileError("file_too_many_pixels", most=limits.pixels // 10_000)
            if image.format == "JPEG":
                image.draft("L", (1, 1))  # decode an eighth of it: enough to see it cut off
                image.load()
            else:
                image.verify()
    except MemoryError as error:
        raise RefusedFileError("file_too_heavy") from error
    except Image.DecompressionBombError as error:
        raise RefusedFileError("file_too_many_pixels", most=limits.pixels // 10_000) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("file_broken_image") from error


def pixels_of(stream: BinaryIO) -> int:
    """Give what the head promises; 0 where it cannot be read."""
    stream.seek(0)
    try:
        with Image.open(stream, formats=["JPEG", "PNG"]) as image:
            return image.width * image.height
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return 0
