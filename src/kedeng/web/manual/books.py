"""The manual's books, one for each rank of users, and the chapters that each is made of."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kedeng.renderings.pdf.manual import Chapter
from kedeng.web.manual.parts import with_fields
from kedeng.web.manual.reading import read_chapters

TEXTS = Path(__file__).parent
TITLE = "用户操作手册"


@dataclass(frozen=True)
class Book:
    """The manual of a rank: whom it is for, what they do, and its texts in order."""

    rank: int
    title: str
    told: str
    texts: tuple[str, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of the texts."""
        return tuple(chapter for name in self.texts for chapter in _chapters(name))


# As the notice counts them: one is the nation, four the completing units (notice 二).
BOOKS = {
    book.rank: book
    for book in (
        Book(
            4,
            "完成单位和完成人",
            "填登记表、传附件、提交、打印盖章；单位科研管理部门的审查、报送和账号",
            (
                "before",
                "filer",
                "parts",
                "filing",
                "office",
                "expected",
                "console",
                "windows",
                "messages",
                "questions",
            ),
        ),
        Book(
            3,
            "组织管理部门",
            "市科技局、省直部门等：审查、退回、推荐、汇总表；下级机构和账号",
            (
                "before",
                "desk",
                "department",
                "expected",
                "console",
                "windows",
                "messages",
                "notices",
            ),
        ),
        Book(
            2,
            "省级登记机构",
            "受理、补正、审核赋号、上报国家、注销；登记政策和批次；下级机构和账号",
            (
                "before",
                "desk",
                "province",
                "expected",
                "rounds",
                "console",
                "institutions",
                "messages",
                "notices",
            ),
        ),
        Book(
            1,
            "国家接收机构",
            "接收、退回省级、公布；省级机构和账号",
            ("before", "desk", "nation", "console", "messages"),
        ),
    )
}


@cache
def _chapters(name: str) -> tuple[Chapter, ...]:
    """A text's chapters; those on the form's parts with what the forms declare."""
    read = read_chapters((TEXTS / f"{name}.md").read_text(encoding="utf-8"))
    return tuple(map(with_fields, read)) if name == "parts" else read
