"""The pieces of a 报送包: each record's list, form and attachments, gathered and printed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils import timezone

from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.queries import local_file
from kedeng.apps.insight.printing import first_unit_of, press, printed_form, printed_materials
from kedeng.apps.insight.reading import EvidenceLine, read_revision
from kedeng.apps.registrations.models import BatchLine, SummaryBatch
from kedeng.lib.bounded import MEGABYTE
from kedeng.renderings.pdf.binding import Part, UnreadablePartError, count_pages
from kedeng.renderings.pdf.coverage import UncoveredCharacters
from kedeng.renderings.pdf.package import print_stand_in

PDF = "application/pdf"


@dataclass(frozen=True)
class Bounds:
    """How large a volume grows, and from which size on a file stays apart."""

    pages: int = 1500
    size: int = 300 * MEGABYTE


@dataclass(frozen=True)
class Piece:
    """What is bound in: a file of this machine, or one of the store."""

    pages: int
    size: int
    media_type: str
    source: Path | StoredFile

    @contextmanager
    def opened(self) -> Iterator[Part]:
        """Give its bytes."""
        if isinstance(self.source, Path):
            with self.source.open("rb") as stream:
                yield Part(stream, self.media_type)
            return
        with local_file(self.source) as stored:
            yield Part(stored, self.media_type)


@dataclass(frozen=True)
class Chapter:
    """A record with all its papers."""

    title: str
    code: str
    unit: str
    pieces: list[Piece]

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return sum(piece.pages for piece in self.pieces)

    @property
    def size(self) -> int:
        """How many bytes, about."""
        return sum(piece.size for piece in self.pieces)


@dataclass
class Maker:
    """Gathers and prints the pieces of one package in a folder of its own."""

    batch: SummaryBatch
    folder: Path
    bounds: Bounds
    apart: list[str] = field(default_factory=list)
    bound: list[str] = field(default_factory=list)
    printed: int = 0

    @property
    def dated(self) -> date:
        """Day of the batch, which all its papers bear."""
        return timezone.localdate(self.batch.made_at)

    def chapter(self, line: BatchLine) -> Chapter:
        """Print list and form of a record in the version of the batch, and gather its files."""
        registration, revision = line.registration, line.revision
        reading = read_revision(registration, revision)
        pieces = [
            self._drawn(
                registration.code, "材料清单", lambda: printed_materials(registration, revision)
            ),
            self._drawn(
                registration.code, "登记表", lambda: printed_form(registration, revision).pdf
            ),
            *(self._file(registration.code, each) for each in reading.files),
        ]
        return Chapter(reading.title, registration.code, first_unit_of(reading.answers), pieces)

    def keep(self, content: bytes) -> Piece:
        """Keep a print as a piece."""
        self.printed += 1
        path = self.folder / f"{self.printed}.pdf"
        path.write_bytes(content)
        with path.open("rb") as stream:
            pages = count_pages(Part(stream, PDF))
        return Piece(pages, len(content), PDF, path)

    def _drawn(self, code: str, name: str, make: Callable[[], bytes]) -> Piece:
        try:
            return self.keep(make())
        except UncoveredCharacters as error:
            signs = "、".join(error.characters)
            return self._stand_in(code, f"{name}有字库里没有的字（{signs}），请在系统中单独打印")

    def _file(self, code: str, line: EvidenceLine) -> Piece:
        named = f"附件“{line.file_name}”（{line.label}）"
        file = StoredFile.objects.get(digest=line.digest)
        if file.is_infected:
            return self._stand_in(code, f"{named}查出病毒，不能打开")
        if file.size > self.bounds.size:
            return self._stand_in(code, f"{named}有 {file.size // MEGABYTE} MB，请在系统中打开")
        with suppress(UnreadablePartError), local_file(file) as stream:
            pages = count_pages(Part(stream, file.media_type))
            self.bound.append(file.digest)
            return Piece(pages, file.size, file.media_type, file)
        return self._stand_in(code, f"{named}打不开，可能有密码，请在系统中下载")

    def _stand_in(self, code: str, told: str) -> Piece:
        self.apart.append(f"{code}：{told}。")
        with press():
            return self.keep(
                print_stand_in([f"登记表编号 {code}", f"{told}。"], self.batch.code, self.dated)
            )
