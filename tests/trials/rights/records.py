"""Records in every state of one filer, and in some of two others; who owns and who sees them.

The sets of names are written by hand, from the route and the order of the states (process.md h1,
h3): they are what the code is held against, so no rule of the code is asked here.
"""

import io
from dataclasses import dataclass

from tests.papers import paper
from tests.records import PAYLOADS, bring, move, movers_of, new_draft, picture, reload

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions import Note
from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State

OFFICES = {
    "unit": {"clerk", "manager", "unit_chief"},
    "sibling": {"sibling_clerk"},
    "department": {"reviewer", "paper_desk", "returner", "department_chief"},
    "province": {"auditor", "province_chief"},
    "nation": {"receiver", "nation_chief"},
    "other_unit": {"stranger_clerk"},
    "other_department": {"stranger_reviewer"},
    "other_province": {"stranger_auditor", "stranger_chief"},
}
"""Body → its office: whoever has more than 录入 there."""

ENTERING = {"author", "colleague", "clerk", "sibling_author", "sibling_clerk"}
ENTERING |= {"stranger", "stranger_clerk"}
DESKS = {"clerk", "sibling_clerk", "reviewer", "returner", "reviewer_elsewhere", "auditor"}
DESKS |= {"receiver", "stranger_clerk", "stranger_reviewer", "stranger_auditor"}
MANAGING = {"manager", "reviewer_elsewhere", "auditor", "stranger_clerk", "stranger_reviewer"}
MANAGING |= {"stranger_auditor", "unit_chief", "department_chief", "province_chief"}
MANAGING |= {"nation_chief", "stranger_chief"}


@dataclass(frozen=True)
class Family:
    """Records of one filer: the route from the unit up, and who works at its desks."""

    filer: str
    route: tuple[str, ...]
    desks: tuple[str, ...]
    province: str

    @property
    def owners(self) -> set[str]:
        """The filer and the office of the filer's unit."""
        return {self.filer} | OFFICES[self.route[0]]

    def seers(self, reach: int) -> set[str]:
        """The owners, and the offices that a record has reached."""
        return self.owners.union(*(OFFICES[body] for body in self.route[:reach]))


FAMILIES = {
    "own": Family(
        "author",
        ("unit", "department", "province", "nation"),
        ("clerk", "reviewer", "auditor", "receiver"),
        "province",
    ),
    "sibling": Family(
        "sibling_author",
        ("sibling", "department", "province", "nation"),
        ("sibling_clerk", "reviewer", "auditor", "receiver"),
        "province",
    ),
    "other": Family(
        "stranger",
        ("other_unit", "other_department", "other_province", "nation"),
        ("stranger_clerk", "stranger_reviewer", "stranger_auditor", "receiver"),
        "other_province",
    ),
}

# State → the highest desk that has seen such a record, and where it lies (0: with the filer).
PLACES: dict[State, tuple[int, int]] = {
    State.DRAFT: (0, 0),
    State.IN_REVIEW: (1, 1),
    State.WITHDRAWN: (0, 0),  # recalled before, so that no desk has it any more
    State.RETURNED: (2, 0),
    State.NOT_RECOMMENDED: (3, 2),  # the province sees it, to take it up
    State.SUPPLEMENT: (3, 0),
    **dict.fromkeys(
        (State.RECOMMENDED, State.NOT_ACCEPTED, State.ACCEPTED, State.PASSED, State.PUBLICISED),
        (3, 3),
    ),
    **dict.fromkeys(
        (State.DISPUTED, State.REFUSED, State.FILED, State.REGISTERED, State.CANCELLED),
        (3, 3),
    ),
    **dict.fromkeys((State.REPORTED, State.RECEIVED, State.PUBLISHED), (4, 4)),
}
SOME = (State.DRAFT, State.IN_REVIEW, State.ACCEPTED, State.RETURNED, State.PUBLISHED)


@dataclass(frozen=True)
class Record:
    """A record with what its cells are about."""

    kept: Registration
    family: Family
    state: State
    upload: str = "GONE"  # one that has begun

    @property
    def code(self) -> str:
        """The code in its addresses."""
        return self.kept.code

    @property
    def name(self) -> str:
        """How the list of wrong cells calls it."""
        return f"{self.family.filer}/{self.state.value}"

    @property
    def owners(self) -> set[str]:
        """Whose it is."""
        return self.family.owners

    @property
    def seers(self) -> set[str]:
        """Who sees it."""
        return self.family.seers(PLACES[self.state][0])

    @property
    def here(self) -> set[str]:
        """The office of the desk at which it lies; nobody's while it lies with its filer."""
        desk = PLACES[self.state][1]
        return OFFICES[self.family.route[desk - 1]] if desk else set()

    @property
    def is_editable(self) -> bool:
        """Whether its filer may write in it now."""
        return self.state in {State.DRAFT, State.RETURNED, State.SUPPLEMENT}


def make_records(actors: dict[str, Actor], rounds: dict[str, Round]) -> list[Record]:
    """Bring drafts to every state, and to some of a sibling's and of another province."""
    return [
        *(made(actors, rounds, FAMILIES["own"], state) for state in State),
        *(made(actors, rounds, FAMILIES["sibling"], state) for state in SOME[:3]),
        *(made(actors, rounds, FAMILIES["other"], state) for state in SOME),
    ]


def made(
    actors: dict[str, Actor],
    rounds: dict[str, Round],
    family: Family,
    state: State,
    title: str = "",
) -> Record:
    """Make a record with a PDF beside its picture; one that came back has a note to be answered."""
    filer = actors[family.filer]
    people = (filer, *(actors[name] for name in family.desks))
    movers = movers_of(dict(zip(StopKind, people, strict=True)))
    title = title or f"演示：{family.filer}的{state.value}"
    draft = new_draft(rounds[family.province], filer, title=title)
    pages = paper((f"演示成果{draft.code}",))
    actions.add_evidence(
        actor=filer,
        registration=draft,
        slots=["O-2"],
        stream=io.BytesIO(pages),
        size=len(pages),
        file_name="演示报告.pdf",
        slot_name="演示报告",
    )
    if state is State.RETURNED:
        kept = come_back(draft, movers)
    else:
        kept = bring(draft, state.value, movers)
    record = Record(kept, family, state)
    return Record(kept, family, state, begun(filer, kept)) if record.is_editable else record


def come_back(draft: Registration, movers: dict[str, Actor]) -> Registration:
    """Return a draft to its filer from the department, with a note on a field."""
    kept = move(movers["pass_on"], bring(draft, "in_review", movers), "pass_on")
    note = Note(path="overview.keywords", place="关键词", text="请补充")
    return move(movers["return"], kept, "return", **PAYLOADS["return"], notes=[note])


def begun(filer: Actor, kept: Registration) -> str:
    """Begin an upload in pieces and give its code."""
    told = {"file_name": "大报告.pdf", "size": len(picture(5)), "fingerprint": "f"}
    return actions.begin_upload(actor=filer, registration=reload(kept), **told).code
