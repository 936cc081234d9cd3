"""What is asked for after the number: opened, written and sent by its maker, decided by desks."""

from typing import TYPE_CHECKING, Annotated, Any

from ninja import File, Header, Query, Router, Status, UploadedFile

from kedeng.api import drafts
from kedeng.api.access import ActorRequest, record_of
from kedeng.api.change_shapes import (
    ActGiven,
    ChangeHead,
    ChangePage,
    ChangeWhole,
    FileShape,
    OddShape,
    Opened,
    StepShape,
    ValueShape,
)
from kedeng.api.envelope import Paging, page_of
from kedeng.api.errors import ApiError, Failure, failures, not_found
from kedeng.apps.insight.why_changes import because
from kedeng.apps.registrations import actions, change_records
from kedeng.apps.registrations.changed_records import values_changed
from kedeng.apps.registrations.proposals import proposal_of
from kedeng.domain.changes import Act
from kedeng.domain.policy import Action, decide
from kedeng.renderings.messages import place, sentence

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import ChangeRequest

router = Router(tags=["变更"])


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
    seen = {"expected_version": body.expected_version}
    try:
        if body.act is Act.WITHDRAW:
            actions.withdraw_change(**told)
        elif body.act is Act.ASK:
            actions.send_request(reason=body.text or None, **told, **seen)
        elif body.act in _AT_DESKS:
            _AT_DESKS[body.act](text=body.text, **told, **seen)
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
