"""The bench on which a roster is judged: what is there already, and what earlier lines bring."""

import re
from collections.abc import Iterator

from kedeng.apps.organisations.actions.asking import labels
from kedeng.apps.organisations.actions.bodies import checked_code
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.users import person_flaws
from kedeng.apps.organisations.models import Organisation, OrganisationName, User
from kedeng.apps.organisations.queries import body_facts
from kedeng.domain.delegation import RIGHTS_OF_RANK, BodyFacts, grantable, may_have_below
from kedeng.domain.logins import login_key
from kedeng.domain.policy import Actor
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.domain.roster import COLUMNS, NO, RANK_NAMES, YES, Line, Mistake, Outcome, Sheet
from kedeng.domain.routes import RANK_LABELS
from kedeng.lib.text import folded

_SPLIT = re.compile(r"[、,，;；\s]+")
_RIGHT_OF = {label: right for right, label in RIGHT_LABELS.items()}
_RIGHT_OF |= {name: right for label, right in _RIGHT_OF.items() for name in label.split("/")}


def parse_rights(text: str) -> tuple[frozenset[Right], list[str]]:
    """Read rights by their names; give them, and the words that name none."""
    words = [word for word in _SPLIT.split(text) if word]
    found = frozenset(_RIGHT_OF[word] for word in words if word in _RIGHT_OF)
    return found, [word for word in words if word not in _RIGHT_OF]


class Bench:
    """Judges lines one after the other; a body of an earlier line counts as if it were there."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.own = Organisation.objects.select_related("parent").get(pk=actor.organisation_id)
        self.facts = body_facts(self.own)
        self.asked: set[Sheet] = set()
        self._bodies: dict[str, Organisation] = {}
        self._planned: dict[str, bool] = {}  # folded name → has an office
        self._logins: set[str] = set()
        self._codes: set[str] = set()
        near = OrganisationName.objects.filter(organisation__is_active=True)
        own_and_children = near.filter(organisation=self.own) | near.filter(
            organisation__parent=self.own
        )
        for name in own_and_children.select_related("organisation"):
            self._bodies[name.folded] = name.organisation

    def child(self, name: str) -> Organisation | None:
        """Find a body directly below by any of its names."""
        found = self._bodies.get(folded(name))
        return found if found is not None and found.pk != self.own.pk else None

    def body_of(self, name: str) -> Organisation:
        """Give the body that a user's line names; the own one where it names none."""
        return self._bodies[folded(name)] if name else self.own

    def remember(self, body: Organisation) -> None:
        """Let later lines find a body that has just been created."""
        body.parent = self.own
        self._bodies[folded(body.name)] = body

    def judge(self, line: Line) -> tuple[Outcome, list[Mistake]]:
        """Judge every cell of a line; what it brings counts for later lines where it is right."""
        outcome, found = self._body(line) if line.sheet is Sheet.BODIES else self._user(line)
        flaws: dict[str, RefusedError] = {}
        for key, error in (*self._misfits(line), *found):
            flaws.setdefault(key, error)  # a cell bears the first thing that is wrong with it
        if flaws:
            mistakes = [Mistake(line, key, e.code, e.params) for key, e in flaws.items()]
            return Outcome.WRONG, mistakes
        self._logins.add(login_key(line.cell("username")))
        if line.sheet is Sheet.BODIES and outcome is Outcome.NEW:
            self._planned.setdefault(folded(line.cell("name")), line.cell("has_office") != NO)
            self._codes.add(line.cell("uscc").upper())
        return outcome, []

    def _misfits(self, line: Line) -> Iterator[tuple[str, RefusedError]]:
        for column in COLUMNS[line.sheet]:
            size = len(line.cell(column.key))
            if column.required and not size:
                yield column.key, RefusedError("roster_cell_missing", column=column.title)
            elif size > column.most:
                yield column.key, RefusedError("roster_cell_long", size=size, most=column.most)

    # ── bodies ───────────────────────────────────────────────────────────────────────────────────

    def _body(self, line: Line) -> tuple[Outcome, list[tuple[str, RefusedError]]]:
        if folded(line.cell("name")) in self._planned:
            return Outcome.NEW, [("name", RefusedError("roster_twice"))]
        there = self.child(line.cell("name"))
        if there is None:
            return Outcome.NEW, [*self._new_body(line), *self._super(line, None)]
        flaws = list(self._differing(line, there))
        known = User.objects.filter(organisation=there, is_super=True).first()
        if known is None and line.cell("username"):
            return Outcome.NEW, [*flaws, *self._super(line, there)]
        if line.cell("username") and known and not _is(known, line, "person"):
            flaws.append(("username", RefusedError("super_there_already", name=known.name)))
        return Outcome.KNOWN, flaws

    def _new_body(self, line: Line) -> Iterator[tuple[str, RefusedError]]:
        rank = RANK_NAMES.get(line.cell("rank"))
        if rank is None:
            yield "rank", RefusedError("roster_rank_unknown", names="、".join(RANK_NAMES))
        elif not may_have_below(self.own.rank, rank):
            yield "rank", RefusedError("rank_not_below")
        if line.cell("has_office") not in {YES, NO, ""}:
            yield "has_office", RefusedError("roster_yes_no")
        if line.cell("uscc") and line.cell("uscc").upper() in self._codes:
            yield "uscc", RefusedError("roster_twice")
        elif error := _code_flaw(line.cell("uscc")):
            yield "uscc", error

    def _differing(self, line: Line, there: Organisation) -> Iterator[tuple[str, RefusedError]]:
        """What a line says otherwise than the register of bodies: changes are made there."""
        if line.cell("uscc") and line.cell("uscc").upper() != there.uscc:
            yield "uscc", RefusedError("roster_differs", known=there.uscc or "（空）")
        if RANK_NAMES.get(line.cell("rank")) != there.rank:
            yield "rank", RefusedError("roster_differs", known=RANK_LABELS[there.rank])

    def _super(self, line: Line, body: Organisation | None) -> Iterator[tuple[str, RefusedError]]:
        """Judge the super administrator of a body that has none."""
        if not any(line.cell(key) for key in ("username", "person", "rights")):
            return
        yield from self._person(line, "person")
        rank = body.rank if body else RANK_NAMES.get(line.cell("rank"))
        if rank is not None and may_have_below(self.own.rank, rank):
            yield from self._rights(line, RIGHTS_OF_RANK[rank])

    # ── users ────────────────────────────────────────────────────────────────────────────────────

    def _user(self, line: Line) -> tuple[Outcome, list[tuple[str, RefusedError]]]:
        name = line.cell("body")
        body = self._bodies.get(folded(name)) if name else self.own
        flaws: list[tuple[str, RefusedError]] = []
        if error := self._place_flaw(name, body):
            flaws.append(("body", error))
        known = User.objects.called(line.cell("username")).first()
        if known and body and known.organisation_id == body.pk and _is(known, line, "name"):
            return Outcome.KNOWN, flaws
        flaws += [*self._person(line, "name"), *self._rights(line, self._grantable(name, body))]
        return Outcome.NEW, flaws

    def _place_flaw(self, name: str, body: Organisation | None) -> RefusedError | None:
        planned = self._planned.get(folded(name))
        if body is None and planned is None:
            return RefusedError("roster_body_unknown", name=name)
        has_office = planned if body is None else body.has_office
        if has_office and (body is None or body.pk != self.own.pk):
            return RefusedError("roster_body_has_office", name=name)
        return None

    def _grantable(self, name: str, body: Organisation | None) -> frozenset[Right]:
        if body is not None and body.pk == self.own.pk:
            return grantable(self.actor, self.facts)
        rank = body.rank if body else max(RANK_NAMES.values())
        below = BodyFacts(name, rank, (name, *self.facts.line), has_office=False)
        return grantable(self.actor, below)

    # ── both ─────────────────────────────────────────────────────────────────────────────────────

    def _person(self, line: Line, name_key: str) -> Iterator[tuple[str, RefusedError]]:
        username = line.cell("username")
        if login_key(username) in self._logins:
            yield "username", RefusedError("roster_twice")
        found = person_flaws(username=username, name=line.cell(name_key), email=line.cell("email"))
        for key, error in found:
            yield name_key if key == "name" else key, error

    def _rights(self, line: Line, possible: frozenset[Right]) -> Iterator[tuple[str, RefusedError]]:
        rights, strange = parse_rights(line.cell("rights"))
        if strange:
            known = labels(possible)
            yield (
                "rights",
                RefusedError("roster_right_unknown", words="、".join(strange), known=known),
            )
        elif lacking := rights - possible:
            yield "rights", RefusedError("not_grantable", rights=labels(lacking))


def _is(user: User, line: Line, name_key: str) -> bool:
    """Whether a line speaks of this very account."""
    same = login_key(user.username) == login_key(line.cell("username"))
    return same and user.name == line.cell(name_key)


def _code_flaw(code: str) -> RefusedError | None:
    try:
        checked_code(code)
    except RefusedError as error:
        return error
    return None
