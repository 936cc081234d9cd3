"""What the demonstration is made of: the files of data/demo and data/samples, read once."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kedeng.lib.home import checkout

MARK = "演示"
FILERS = 2  # people of each unit who file


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation of data/demo/organisations.json.

    `files`: a department that also files for itself.
    """

    key: str
    name: str
    parent: str | None
    rank: int
    kind: str
    short_name: str = ""
    region: str = ""
    type: str = ""  # code of list unit_type, of those that file
    office: str = ""  # name of the desk in a department
    has_office: bool = True
    files: bool = False
    real: bool = False
    other_names: tuple[str, ...] = ()

    @property
    def may_file(self) -> bool:
        """Whether people of this body file registrations."""
        return self.rank == 4 or self.files


@dataclass(frozen=True, kw_only=True)
class Project:
    """A real funded project (data/samples/projects.csv)."""

    number: str
    category: str
    title: str
    host: str
    funding: str  # 万元
    start: str  # YYYY-MM
    end: str


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Invented titles of one field, with the codes that go with them."""

    theme: str
    category: str
    subjects: tuple[str, ...]
    aspects: tuple[str, ...]
    keywords: tuple[str, ...]
    kinds: tuple[str, ...]  # unit types that work in the field
    discipline: str
    industry: str
    objective: str
    clc: str
    hitech: str = ""
    emerging: str = ""
    form: str = ""


@cache
def bodies() -> tuple[Body, ...]:
    """Every organisation, parents before children."""
    return tuple(Body(**_tuples(row)) for row in _read("demo/organisations.json"))


@cache
def themes() -> tuple[Theme, ...]:
    """Every field of invented titles."""
    return tuple(Theme(**_tuples(row)) for row in _read("demo/titles.json"))


@cache
def names() -> tuple[str, ...]:
    """Invented names of people; each says 演示."""
    data = _read("demo/people.json")
    return tuple(data["prefix"] + given for given in data["given"])


@cache
def rounds() -> Mapping[str, Any]:
    """Profiles and rounds, as data/demo/rounds.json has them."""
    return _read("demo/rounds.json")


@cache
def projects() -> tuple[Project, ...]:
    """The real projects, in the order of the file."""
    with (data_folder() / "samples/projects.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Project(
                number=row["project_number"],
                category=row["project_category"],
                title=row["project_title"],
                host=row["host_unit"],
                funding=row["funding_wan_yuan"],
                start=row["start_month"].replace(".", "-"),
                end=row["end_month"].replace(".", "-"),
            )
            for row in csv.DictReader(file)
        )


def data_folder() -> Path:
    """Return the folder of shipped data. The demonstration needs a source checkout."""
    return (checkout() or Path.cwd()) / "data"


def _read(name: str) -> Any:
    return json.loads((data_folder() / name).read_text(encoding="utf-8"))


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
