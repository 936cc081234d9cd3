"""Binds the 报送包: letter, 汇总表, contents, then each record's list, form and attachments."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.core.files.storage import storages
from django.utils import timezone

from kedeng.apps.insight.batching import table_of
from kedeng.apps.insight.models import Package, Volume
from kedeng.apps.insight.package_pieces import Bounds, Chapter, Maker, Piece
from kedeng.apps.insight.printing import press
from kedeng.apps.registrations.models import SummaryBatch
from kedeng.renderings.pdf.binding import bind
from kedeng.renderings.pdf.coverage import UNDRAWN
from kedeng.renderings.pdf.official import Official, print_official
from kedeng.renderings.pdf.package import Bound, print_contents
from kedeng.renderings.pdf.table import print_table


def make_package(package: Package, bounds: Bounds | None = None) -> None:
    """Bind the package and keep its volumes.

    Side effects in order: the page codes of the forms, the volumes in the store, their rows with
    `made_at`. Raises PressBusyError, StoreAwayError; what was kept by then is written over.
    """
    with TemporaryDirectory(prefix="kedeng-package-") as folder:
        maker = Maker(package.batch, Path(folder), bounds or Bounds())
        lines = package.batch.lines.select_related("registration__filer", "revision")
        lines = lines.select_related("registration__round__profile", "registration__round__pack")
        chapters = [maker.chapter(line) for line in lines]
        volumes = _split(chapters, maker.bounds)
        front = _front(maker, chapters, volumes)
        rows = _bind(package, maker, front, volumes)
    Volume.objects.filter(package=package).delete()
    Volume.objects.bulk_create(rows)
    package.made_at, package.leased_until = timezone.now(), None
    package.pages, package.apart = rows[-1].last_page, maker.apart
    package.bound = maker.bound
    package.save()


def _split(chapters: list[Chapter], bounds: Bounds) -> list[list[Chapter]]:
    """Share the records out among volumes; none is split, however large."""
    volumes: list[list[Chapter]] = [[]]
    for chapter in chapters:
        filled = volumes[-1]
        pages = sum(each.pages for each in filled) + chapter.pages
        size = sum(each.size for each in filled) + chapter.size
        if filled and (pages > bounds.pages or size > bounds.size):
            volumes.append([chapter])
        else:
            filled.append(chapter)
    return volumes


def _front(maker: Maker, chapters: list[Chapter], volumes: list[list[Chapter]]) -> list[Piece]:
    """Print letter, table and contents; twice, for the contents name pages that follow them."""
    pieces = _fronts(maker, chapters, volumes, 0)
    return _fronts(maker, chapters, volumes, sum(piece.pages for piece in pieces))


def _fronts(
    maker: Maker, chapters: list[Chapter], volumes: list[list[Chapter]], before: int
) -> list[Piece]:
    total = before + sum(chapter.pages for chapter in chapters)
    items, page = [], before + 1
    for number, volume in enumerate(volumes, 1):
        for chapter in volume:
            where = f"{page}–{page + chapter.pages - 1}"
            where = where if len(volumes) == 1 else f"第 {number} 册 {where}"
            bound = Bound(title=chapter.title, code=chapter.code, unit=chapter.unit, pages=where)
            items.append(bound)
            page += chapter.pages
    batch, table = maker.batch, table_of(maker.batch)
    with press():
        return [
            maker.keep(print_official(_letter(batch, table.totals, len(volumes), total))),
            maker.keep(print_table(table, otherwise=UNDRAWN)),
            maker.keep(print_contents(items, batch.code, maker.dated)),
        ]


def _letter(batch: SummaryBatch, totals: Any, volumes: int, total: int) -> Official:
    count = len(batch.table["rows"])
    by_type = "、".join(f"{name} {number} 项" for name, number in totals if number)
    asked = f"按照《{batch.round.title}》登记工作的要求，现报送我单位审查通过的科技成果登记材料"
    return Official(
        title="科技成果登记材料报送函",
        number=f"汇总表批次号 {batch.code}",
        issuer=batch.organisation_name,
        to=batch.receiver_name,
        paragraphs=[f"{asked}，共 {count} 项（{by_type}）。请予审查。"],
        facts=[
            ("数据校验码", batch.digest[:16].upper()),
            ("材料", f"共 {volumes} 册 {total} 页"),
            ("附件", "1. 成果登记项目汇总表　2. 报送材料目录　3. 材料清单、登记表及附件"),
        ],
        dated=timezone.localdate(batch.made_at),
    )


def _bind(
    package: Package, maker: Maker, front: list[Piece], volumes: list[list[Chapter]]
) -> list[Volume]:
    pieces = [[piece for chapter in volume for piece in chapter.pieces] for volume in volumes]
    pieces[0] = front + pieces[0]
    total = sum(piece.pages for volume in pieces for piece in volume)
    rows, page = [], 1
    for number, volume in enumerate(pieces, 1):
        path = f"packages/{package.batch.code}/{number}.pdf"
        with (maker.folder / f"volume-{number}.pdf").open("w+b") as out:
            pages = _bind_volume(volume, out, page, total)
            size = out.tell()
            out.seek(0)
            storages["default"].put(path, out)
        rows.append(
            Volume(
                package=package,
                number=number,
                path=path,
                size=size,
                first_page=page,
                last_page=page + pages - 1,
            )
        )
        page += pages
    return rows


def _bind_volume(pieces: list[Piece], out: IO[bytes], first: int, total: int) -> int:
    with ExitStack() as stack:
        parts = [stack.enter_context(piece.opened()) for piece in pieces]
        return bind(parts, out, first=first, total=total)
