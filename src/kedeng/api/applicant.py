"""Drafts: open, copy, delete; read and save a section."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Header, Query, Router, Status

from kedeng.api import drafts
from kedeng.api.access import ActorRequest, record_of
from kedeng.api.account import round_for
from kedeng.api.envelope import Category, Given, Identifier, Paging, Words, page_of
from kedeng.api.errors import ApiError, Failure, failures
from kedeng.api.problems import ProblemShape, problems_of
from kedeng.api.records import record_shape
from kedeng.api.shapes import Head, HeadPage, Record, SectionShape
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.formkit.rules import Stage

router = Router(tags=["填报"])


class NewDraft(Given):
    """`secrecy` answers the question before a draft: only "public" (非涉密) opens one."""

    category: Category
    secrecy: Words
    round_id: Identifier | None = None
    elsewhere_body: Words = ""  # which other body has registered the result (备案)
    elsewhere_number: Words = ""


class NewCopy(Given):
    """The secrecy question is answered anew for a copy."""

    secrecy: Words
    round_id: Identifier | None = None


class SectionSaved(SectionShape):
    """A section after a save, with what is wrong in it so far (shape, not completeness)."""

    problems: list[ProblemShape]


class Outdated(Failure):
    """The section as it stands now; nothing was written."""

    current: SectionShape


@router.get(
    "/registrations",
    response={200: HeadPage, **failures(401)},
    summary="本人填报的登记（单位管理人员：本单位的）",
)
def mine(request: ActorRequest, paging: Query[Paging]) -> dict[str, Any]:
    """List what the actor filed, newest first."""
    return page_of(queries.my_registrations(request.auth), paging, Head.of)


@router.post(
    "/registrations",
    response={201: Record, **failures(401, 403, 409)},
    summary="新建登记（先回答是否涉密）",
)
def create(request: ActorRequest, body: NewDraft) -> Status[Record]:
    """Open a draft. Any answer to the secrecy question but "public" stores nothing."""
    registration = actions.create_draft(
        actor=request.auth,
        category=body.category.value,
        round_=round_for(request.auth, body.round_id),
        secrecy=body.secrecy,
        elsewhere=(body.elsewhere_body.strip(), body.elsewhere_number.strip()),
    )
    return Status(201, record_shape(request.auth, record_of(request, registration.code)))


@router.post(
    "/registrations/{code}/copies",
    response={201: Record, **failures(401, 403, 404, 409)},
    summary="复制为新的草稿",
)
def copy(request: ActorRequest, code: str, body: NewCopy) -> Status[Record]:
    """Open a draft with the answers of an earlier registration of the own organisation."""
    made = actions.copy_registration(
        actor=request.auth,
        source=record_of(request, code),
        round_=round_for(request.auth, body.round_id),
        secrecy=body.secrecy,
    )
    return Status(201, record_shape(request.auth, record_of(request, made.code)))


@router.get(
    "/registrations/{code}/sections/{section}",
    response={200: SectionShape, **failures(401, 403, 404)},
    summary="读取草稿的一节（ETag 是版本）",
)
def read_section(
    request: ActorRequest, response: HttpResponse, code: str, section: str
) -> SectionShape:
    """Read a section of the own draft as it is saved now."""
    registration = record_of(request, code)
    if not queries.is_own(request.auth, registration):
        raise ApiError(403, "not_your_record")
    found = drafts.section_now(registration, drafts.section_named(registration, section))
    response["ETag"] = drafts.tag(found.version)
    return found


@router.patch(
    "/registrations/{code}/sections/{section}",
    response={
        200: SectionSaved,
        412: Outdated,
        428: Failure,
        **failures(401, 403, 404, 409, 413),
    },
    summary="保存草稿的一节（要有 If-Match）",
)
def save_section(
    request: ActorRequest,
    response: HttpResponse,
    code: str,
    section: str,
    content: dict[str, Any] | list[dict[str, Any]],
    if_match: Annotated[str | None, Header(alias="If-Match")] = None,
) -> SectionSaved:
    """Set the given fields (null clears one), or all rows of a repeating section.

    A value that cannot be read is kept as `{"unread": …}` and told as a problem. 412 brings the
    section as it stands now.
    """
    registration = record_of(request, code)
    form = drafts.form_of(registration)
    named = drafts.section_named(registration, section)
    now = drafts.section_now(registration, named)
    expected = drafts.expected_version(if_match, now.version)
    try:
        actions.save_section(
            actor=request.auth,
            registration=registration,
            section=named.key,
            content=drafts.merged(form, named, now.content, content),
            expected_version=expected,
        )
    except OutdatedError as error:
        current = drafts.section_shape(named, error.current)
        raise ApiError(
            412,
            "outdated",
            more={"current": current},
            headers={"ETag": drafts.tag(current.version)},
        ) from error
    saved = drafts.section_now(registration, named)
    response["ETag"] = drafts.tag(saved.version)
    here = [
        problem
        for problem in problems_of(registration, Stage.DRAFT)
        if problem.section == named.key
    ]
    return SectionSaved(**saved.model_dump(), problems=here)
