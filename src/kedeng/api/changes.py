"""What is asked for after the number: opened, written and sent by its maker, decided by desks."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import File, Header, Query, Router, Schema, Status, UploadedFile

from kedeng.api import drafts
from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import Counter, Given, Paging, Prose, page_of
from kedeng.api.errors import ApiError, Failure, failures, not_found
from kedeng.apps.insight.why_changes import because
from kedeng.apps.registrations import actions, change_records
from kedeng.apps.registrations.changed_records import values_changed
from kedeng.apps.registrations.proposals import proposal_of
from kedeng.domain.changes import Act, Kind
from kedeng.domain.policy import Action, decide
from kedeng.renderings.messages import place, sentence

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import ChangeRequest

router = Router(tags=["变更"])


class Opened(Given):
    """What is asked for and why. `correction` is the province's."""

    kind: Kind
    reason: Prose


class ActGiven(Given):
    """What is done with a request, on the version that was read.

    `text` is the reason (of an asking it may be left out), the opinion or the decision.
    """

    act: Act
    expected_version: Counter
    text: Prose = ""


class ChangeHead(Schema):
    """The line of a request in a list."""

    code: str
    registration: str
    number: str
    title: str
    kind: str
    standing: str
    desk: int
    version: int
    touches_key: bool
    reason: str
    asked_at: datetime | None
    due_on: date | None
    revision: int | None

    @classmethod
    def of(cls, change: "ChangeRequest") -> "ChangeHead":
        """Draw a request."""
        record = change.registration
        return cls(
            code=change.code,
            registration=record.code,
            number=record.number or "",
            title=record.title,
            kind=change.kind,
            standing=change.standing,
            desk=change.desk,
            version=change.version,
            touches_key=change.touches_key,
            reason=change.reason,
            asked_at=change.asked_at,
            due_on=change.due_on,
            revision=change.revision.number if change.revision else None,
        )


class ValueShape(Schema):
    """A place that differs, in words; what is sensitive is named and not shown."""

    place: str
    before: str
    after: str


class OddShape(Schema):
    """What the proposal makes wrong (error), or unusual (confirm: its reason says why)."""

    code: str
    path: str
    place: str
    severity: str
    sentence: str


class FileShape(Schema):
    """A file that came with a request; it is read at /registrations/{code}/files/{digest}."""

    id: int
    digest: str
    file_name: str


class StepShape(Schema):
    """What somebody did with it."""

    did: str
    person: str
    organisation: str
    at: datetime
    text: str


class ChangeWhole(ChangeHead):
    """A request with its values, its problems, its trace, and what the caller may do now."""

    values: list[ValueShape]
    problems: list[OddShape]
    files: list[FileShape]
    steps: list[StepShape]
    sections: dict[str, Any]
    offered: list[str]


class ChangePage(Schema):
    """A page of requests."""

    count: int
    page: int
    page_size: int
    items: list[ChangeHead]


@router.get(
    "/changes", response={200: ChangePage, **failures(401, 403)}, summary="等本机构办理的变更申请"
)
def waiting(request: ActorRequest, paging: Query[Paging]) -> dict[str, Any]:
    """List what waits at the actor's desk, longest first."""
    decision = decide(request.auth, Action.HANDLE_CHANGES)
    if not decision:
        raise ApiError(403, decision.reason)
    return page_of(change_records.waiting_changes(request.auth), paging, ChangeHead.of)


@router.get(
    "/registrations/{code}/changes",
    response={200: list[ChangeHead], **failures(401, 404)},
    summary="一项登记的变更申请",
)
def of_record(request: ActorRequest, code: str) -> list[ChangeHead]:
    """List the requests to a record that the actor may read, newest first."""
    shown = change_records.changes_shown_to(request.auth, record_of(request, code))
    return [ChangeHead.of(each) for each in shown]


@router.post(
    "/registrations/{code}/changes",
    response={201: ChangeWhole, **failures(401, 403, 404, 409)},
    summary="开始一件变更、注销申请或更正",
)
def begin(request: ActorRequest, code: str, body: Opened) -> Status[ChangeWhole]:
    """Open a request with its reason."""
    opened = actions.open_request(
        actor=request.auth,
        registration=record_of(request, code),
        kind=body.kind,
        reason=body.reason,
    )
    return Status(201, _whole(request, opened.code))


@router.get(
    "/changes/{change}",
    response={200: ChangeWhole, **failures(401, 404)},
    summary="一件变更申请",
)
def read(request: ActorRequest, change: str) -> ChangeWhole:
    """Read a request: what it proposes, who said what of it, what may be done with it now."""
    return _whole(request, change)


@router.patch(
    "/changes/{change}/sections/{section}",
    response={200: ChangeWhole, 412: Failure, 428: Failure, **failures(401, 403, 404, 409, 413)},
    summary="写申请的一节（If-Match 是申请的版本）",
)
def write(
    request: ActorRequest,
    change: str,
    section: str,
    content: dict[str, Any] | list[dict[str, Any]],
    if_match: Annotated[str | None, Header(alias="If-Match")] = None,
) -> ChangeWhole:
    """Set the given fields of what is in force or proposed, or all rows of a section."""
    found = _found(request, change)
    named = drafts.section_named(found.registration, section)
    typed = proposal_of(found).judgement.typed.data
    now = typed.get(named.key) or ({} if named.repeats is None else [])
    form = drafts.form_of(found.registration)
    try:
        actions.propose_section(
            actor=request.auth,
            change=found,
            section=named.key,
            content=drafts.merged(form, named, now, content),
            expected_version=drafts.expected_version(if_match, found.version),
        )
    except actions.StaleChangeError as error:
        raise ApiError(412, "change_stale") from error
    return _whole(request, change)


@router.post(
    "/changes/{change}/files",
    response={201: ChangeWhole, **failures(401, 403, 404, 409, 413, 415)},
    summary="上传申请的证明材料（表单）",
)
def attach(request: ActorRequest, change: str, file: File[UploadedFile]) -> Status[ChangeWhole]:
    """Keep a file that proves the change."""
    actions.add_change_file(
        actor=request.auth,
        change=_found(request, change),
        stream=file.file,
        size=file.size or 0,
        file_name=file.name or "",
    )
    return Status(201, _whole(request, change))


@router.delete(
    "/changes/{change}/files/{int:file_id}",
    response={204: None, **failures(401, 403, 404, 409)},
    summary="移除申请的证明材料",
)
def detach(request: ActorRequest, change: str, file_id: int) -> Status[None]:
    """Take a file out of a request."""
    actions.remove_change_file(actor=request.auth, change=_found(request, change), file_id=file_id)
    return Status(204, None)


@router.post(
    "/changes/{change}/acts",
    response={200: ChangeWhole, **failures(401, 403, 404, 409)},
    summary="办理：提交、撤回、报送、退回、批准、不予批准",
)
def act(request: ActorRequest, change: str, body: ActGiven) -> ChangeWhole:
    """Do one of what is offered."""
    found = _found(request, change)
    told: dict[str, Any] = {"actor": request.auth, "change": found}
    if body.act is Act.WITHDRAW:
        actions.withdraw_change(**told)
        return _whole(request, change)
    told["expected_version"] = body.expected_version
    try:
        if body.act is Act.ASK:
            actions.send_request(reason=body.text or None, **told)
        elif body.act in _AT_DESKS:
            _AT_DESKS[body.act](text=body.text, **told)
        else:
            raise ApiError(409, "change_settled")
    except actions.StaleChangeError as error:
        raise ApiError(409, "change_stale") from error
    return _whole(request, change)


_AT_DESKS = {
    Act.PASS_ON: actions.pass_on_change,
    Act.SEND_BACK: actions.send_change_back,
    Act.APPROVE: actions.approve_change,
    Act.REFUSE: actions.refuse_change,
}


def _found(request: ActorRequest, change: str) -> "ChangeRequest":
    """Find a request that the actor may read. Raises 404 for every other code."""
    known = change.isascii() and change.isalnum() and len(change) <= 16
    found = change_records.change_for(request.auth, change) if known else None
    if found is None:
        raise not_found()
    return found


def _whole(request: ActorRequest, code: str) -> ChangeWhole:
    found = _found(request, code)
    proposal = proposal_of(found)
    problems = [*proposal.errors, *proposal.to_explain]
    return ChangeWhole(
        **ChangeHead.of(found).model_dump(),
        values=[ValueShape(**each) for each in values_changed(proposal)],
        problems=[
            OddShape(
                code=each.code,
                path=each.path,
                place=place(each, proposal.form, proposal.judgement.settled),
                severity=each.severity.value,
                sentence=sentence(each),
            )
            for each in problems
        ],
        files=[
            FileShape(id=each.pk, digest=each.file_id, file_name=each.file_name)
            for each in found.files.all()
        ],
        steps=[StepShape(**vars(step)) for step in because(found).steps],
        sections=found.sections,
        offered=[each.value for each in change_records.acts_offered(request.auth, found)],
    )
