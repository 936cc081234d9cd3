"""The judge's list, as the page shows it, and the explanations that it asks for."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import Given, Path, Prose, Words
from kedeng.api.errors import ApiError, failures
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.foreseen import submission_refusals
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import judge
from kedeng.formkit.rules import Severity, Stage
from kedeng.renderings.messages import place, sentence
from kedeng.renderings.refusals import refusal

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration

router = Router(tags=["填报"])


class ProblemShape(Schema):
    """What is wrong, where, how hard. `explanation` is "" where one is asked for and lacking."""

    code: str
    path: str
    section: str
    place: str
    severity: Severity
    rule: str
    sentence: str
    params: dict[str, Any]
    explanation: str | None


class RefusalShape(Schema):
    """What else refuses a submission: a duplicate, a shut window, open notes."""

    code: str
    sentence: str


class ProblemList(Schema):
    """All problems of the form; `is_complete`: a submission would be taken now.

    Judged for a submission, `refusals` are what stands in its way beyond the form.
    """

    is_complete: bool
    problems: list[ProblemShape]
    refusals: list[RefusalShape]


class ExplanationGiven(Given):
    """Why a value that looks wrong is right; a blank text takes the explanation away."""

    code: Words
    path: Path
    text: Annotated[Prose, Field(max_length=500)]


class ExplanationsGiven(Given):
    """Explanations of problems of severity "confirm"."""

    explanations: Annotated[list[ExplanationGiven], Field(max_length=200)]


@router.get(
    "/registrations/{code}/problems",
    response={200: ProblemList, **failures(401, 403, 404)},
    summary="检查结果：还有哪些问题",
)
def read(request: ActorRequest, code: str, stage: Stage = Stage.SUBMISSION) -> dict[str, Any]:
    """Judge the own draft as it stands now: for a submission, or its shape alone."""
    registration = record_of(request, code)
    if not queries.is_own(request.auth, registration):
        raise ApiError(403, "not_your_record")
    return _list(request, registration, stage)


@router.put(
    "/registrations/{code}/explanations",
    response={200: ProblemList, **failures(401, 403, 404, 409)},
    summary="说明情况（对需要说明的问题）",
)
def explain(request: ActorRequest, code: str, body: ExplanationsGiven) -> dict[str, Any]:
    """Keep explanations; each lapses when the values that it explains change."""
    registration = record_of(request, code)
    texts = {(item.code, item.path): item.text for item in body.explanations}
    actions.explain(actor=request.auth, registration=registration, texts=texts)
    return _list(request, registration, Stage.SUBMISSION)


def problems_of(registration: "Registration", stage: Stage) -> list[ProblemShape]:
    """Give the judge's problems in its order, each with its sentence."""
    judgement = judge(registration, stage=stage)
    given = {(item.problem.code, item.problem.path): item.text for item in judgement.confirmations}
    return [
        ProblemShape(
            code=problem.code,
            path=problem.path,
            section=problem.section,
            place=place(problem, judgement.form, judgement.settled),
            severity=problem.severity,
            rule=problem.rule,
            sentence=sentence(problem),
            params={key: _plain(value) for key, value in problem.params.items()},
            explanation=given.get((problem.code, problem.path)),
        )
        for problem in judgement.problems
    ]


def _list(request: ActorRequest, registration: "Registration", stage: Stage) -> dict[str, Any]:
    problems = problems_of(registration, stage)
    blocked = any(item.severity is Severity.ERROR or item.explanation == "" for item in problems)
    refused = _refused(request, registration) if stage is Stage.SUBMISSION else []
    return {
        "is_complete": not blocked and not refused,
        "problems": problems,
        "refusals": [
            RefusalShape(code=error.code, sentence=refusal(error.code, error.params))
            for error in refused
        ],
    }


def _refused(request: ActorRequest, registration: "Registration") -> list[RefusedMoveError]:
    return submission_refusals(request.auth, registration, arrived_at=request.arrived_at)


def _plain(value: Any) -> Any:
    """Give a figure of a sentence as JSON."""
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, str | int | bool | None) else str(value)
