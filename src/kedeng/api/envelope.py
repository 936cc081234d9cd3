"""Types that many operations share: texts, pages, closed lists."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.workflow import TRANSITIONS
from kedeng.formkit import codec
from kedeng.formkit.answers import Unread
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field as Question, Kind

# A closed list from the declaration, so that the schema names its members.
Category = StrEnum("Category", {key: key for key in CATEGORY_NAMES})  # type: ignore[misc]
TransitionName = StrEnum("TransitionName", {key: key for key in TRANSITIONS})  # type: ignore[misc]

_WORDS = Question(key="words", kind=Kind.LONG_TEXT, label="")
_NO_LISTS = Catalogue(())


def _tidy(text: str) -> str:
    """Read text as every other door does: the codec knows which characters cannot be kept."""
    value = codec.read(_WORDS, text, _NO_LISTS)
    if isinstance(value, Unread):
        raise ValueError(value.code)  # noqa: TRY004 - pydantic takes ValueError for its own
    return value or ""


Words = Annotated[str, StringConstraints(max_length=200), AfterValidator(_tidy)]
Prose = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_tidy)]
Path = Annotated[str, StringConstraints(max_length=120), AfterValidator(_tidy)]
Counter = Annotated[int, Field(ge=0, le=1_000_000)]
RevisionNumber = Annotated[int, Field(ge=1, le=9999)]
Identifier = Annotated[int, Field(ge=1, le=2**63 - 1)]
Scope = Literal["desk", "declined", "passed", "all"]


class Given(Schema):
    """A body that a program sends: unknown members are refused rather than passed over."""

    model_config = ConfigDict(extra="forbid")


class Paging(Schema):
    """Which page of a list."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=100)] = 20


def page_of(found: Any, paging: Paging, draw: Callable[[Any], Any]) -> dict[str, Any]:
    """Cut one page out of a query's records. Two statements, and those that drawing needs."""
    start = (paging.page - 1) * paging.page_size
    return {
        "count": found.count(),
        "page": paging.page,
        "page_size": paging.page_size,
        "items": [draw(item) for item in found[start : start + paging.page_size]],
    }
