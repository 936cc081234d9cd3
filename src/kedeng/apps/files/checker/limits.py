"""How large a file may be, and how a refusal is said; for the checker and who calls it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


class RefusedFileError(ValueError):
    """A file that is not taken; `code` chooses the sentence, `params` fill it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Limits:
    """The most of one file: bytes, pages of a PDF, pixels of a picture."""

    size: int = 300 * MEGABYTE  # scanned monographs
    pages: int = 3000
    pixels: int = 100_000_000

    @property
    def megabytes(self) -> int:
        """The size as people say it."""
        return self.size // MEGABYTE
