"""A registration on its way: who acts next, and the moves that registrations.actions offers."""

from collections.abc import Mapping
from typing import Any

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import Judgement, judge
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.sent_back import unanswered
from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.people import DESK, Cast
from kedeng.commands.demonstration.plan import Plan
from kedeng.commands.demonstration.values import is_explained
from kedeng.domain.answers_to_notes import Outcome
from kedeng.domain.checklist import CHECKS
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind

Reason = tuple[str, str]  # code of list return_reason, text
NO_REASON: Reason = ("", "")
EXPLANATION = f"情况属实，有意保留。（{MARK}）"
_CHECKED = dict.fromkeys(CHECKS, True)
_NOTES = (
    ("summary.achievement_summary", "成果简介：成果简介", "请写清创新内容和应用前景。（演示）"),
    ("overview.achievement_name", "成果概况：成果名称", "请与验收意见上的名称核对。（演示）"),
)


class UnfitAnswersError(Exception):
    """The generated answers do not pass the form's own rules; the message lists the problems."""


class Journey:
    """One filled registration. Every method makes real moves by somebody who may make them."""

    def __init__(
        self, plan: Plan, registration: Registration, cast: Cast, keys: Mapping[int, str]
    ) -> None:
        """Begin at the filer's desk. `keys`: key of the body of each organisation's id."""
        self.plan = plan
        self.registration = registration
        self._cast = cast
        self._keys = keys
        self._stops: list[tuple[StopKind, str]] = []

    @property
    def desk(self) -> int:
        """Place on the route."""
        return self.registration.desk

    @property
    def filer(self) -> Actor:
        """Who files."""
        return self._cast.actor(self.plan.body.key, f"filer-{self.plan.filer}")

    @property
    def province(self) -> Actor:
        """Who manages at the route's province."""
        body = next(key for kind, key in self._stops if kind is StopKind.PROVINCE)
        return self._cast.actor(body, DESK)

    def submit(self) -> None:
        """Submit for the first time, which fixes the route. Raises UnfitAnswersError."""
        self.send("submit")
        self._stops = [
            (StopKind(stop.kind), self._keys[stop.organisation_id])
            for stop in self.registration.stops.order_by("position")
        ]

    def send(self, transition: str) -> None:
        """Submit, resubmit or resupply; what must be explained is explained first."""
        if is_explained(self.plan):
            self._explain(judge(self.registration))
        try:
            self.by_filer(transition)
        except RefusedMoveError as error:
            if error.code != "form_incomplete":
                raise
            self._explain_or_give_up()
            self.by_filer(transition)

    def by_filer(self, transition: str) -> None:
        """A move of the filer that judges nothing: recall, withdraw."""
        self._move(self.filer, transition)

    def by_province(self, transition: str, reason: Reason) -> None:
        """A move of the province, wherever the record is."""
        self._move(self.province, transition, reason)

    def at_desk(self, transition: str, reason: Reason = NO_REASON) -> None:
        """A move of the desk that has the record."""
        self._move(self._reviewer, transition, reason, checks=_CHECKED)

    def climb(self, target: StopKind) -> None:
        """Go up desk by desk to the first one of a kind."""
        while self._stops[self.desk][0] is not target:
            self._pass_up()

    def climb_below_province(self) -> None:
        """Go up to the desk that recommends to the province."""
        while self._stops[self.desk + 1][0] is not StopKind.PROVINCE:
            self._pass_up()

    def claim(self) -> None:
        """The desk takes the record up."""
        actions.claim(actor=self._reviewer, registration=self.registration)

    def send_back(self, reason: Reason, to_desk: int) -> None:
        """The desk returns the record, with a note on a field."""
        path, place, text = _NOTES[self.plan.turn % len(_NOTES)]
        note = actions.Note(path=path, place=place, text=text)
        self._move(self._reviewer, "return", reason, to_desk=to_desk, notes=[note])

    def mend(self) -> None:
        """The filer writes a better summary."""
        row = self.registration.sections.get(section="summary")
        text = (
            row.content["achievement_summary"] + f"已按审查意见补充创新内容和应用前景。（{MARK}）"
        )
        actions.save_section(
            actor=self.filer,
            registration=self.registration,
            section="summary",
            content={**row.content, "achievement_summary": text},
            expected_version=row.version,
        )
        self._answer_notes()

    def _answer_notes(self) -> None:
        """Answer each note: mended where the filer mends, explained where the matter stands."""
        for note in unanswered(self.registration):
            mended = note.path.startswith("summary.")
            actions.answer_note(
                actor=self.filer,
                registration=self.registration,
                note_id=note.pk,
                outcome=Outcome.DONE if mended else Outcome.NOT_CHANGED,
                text="" if mended else f"名称与验收意见一致，见附件。（{MARK}）",
            )

    @property
    def _reviewer(self) -> Actor:
        return self._cast.actor(self._stops[self.desk][1], DESK)

    def _pass_up(self) -> None:
        to_province = self._stops[self.desk + 1][0] is StopKind.PROVINCE
        self.at_desk("recommend" if to_province else "pass_on")

    def _move(
        self, actor: Actor, transition: str, reason: Reason = NO_REASON, **further: Any
    ) -> None:
        code, text = reason
        actions.move(
            actor=actor,
            registration=self.registration,
            transition=transition,
            expected_version=self.registration.version,
            reason_code=code,
            reason=text,
            **further,
        )
        self.registration.refresh_from_db(
            fields=["state", "desk", "reach", "version", "submissions"]
        )

    def _explain_or_give_up(self) -> None:
        """Explain what a new rule asks; where it blocks, the generator has to learn it."""
        judgement = judge(self.registration)
        if judgement.errors:
            told = [f"{p.path} {p.code} {dict(p.params)}" for p in judgement.errors]
            raise UnfitAnswersError(f"{self.plan.category} {self.plan.serial}: {'; '.join(told)}")
        self._explain(judgement)

    def _explain(self, judgement: Judgement) -> None:
        open_ = [item.problem for item in judgement.unexplained]
        texts = {(problem.code, problem.path): EXPLANATION for problem in open_}
        actions.explain(actor=self.filer, registration=self.registration, texts=texts)
