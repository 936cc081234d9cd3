"""Organisations below and their users, for a program of who manages: the pages' own actions."""

from typing import TYPE_CHECKING, Annotated, Any

from ninja import Query, Router, Schema, Status
from pydantic import Field

from kedeng.api.access import ActorRequest
from kedeng.api.envelope import Given, Identifier, Paging, Words, page_of
from kedeng.api.errors import ApiError, failures, not_found
from kedeng.apps.organisations import actions, queries
from kedeng.domain.activation import Activation
from kedeng.domain.policy import Action, decide
from kedeng.domain.rights import Right

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation, User

router = Router(tags=["机构与账号"])


class OrganisationShape(Schema):
    """A body of the caller's part of the tree."""

    id: int
    parent: int | None
    name: str
    rank: int
    is_open: bool
    has_office: bool
    uscc: str
    super_administrator: str


class OrganisationPage(Schema):
    """A page of bodies."""

    count: int
    page: int
    page_size: int
    items: list[OrganisationShape]


class OrganisationsWanted(Paging):
    """What the list is narrowed to; what is left out narrows nothing."""

    text: Words = ""


class OrganisationGiven(Given):
    """A body to be created directly below the caller's own."""

    name: Annotated[Words, Field(min_length=1)]
    rank: Annotated[int, Field(ge=2, le=4)]
    has_office: bool = True
    short_name: Annotated[Words, Field(max_length=60)] = ""
    uscc: Annotated[Words, Field(max_length=18)] = ""
    contact_name: Annotated[Words, Field(max_length=60)] = ""
    contact_phone: Annotated[Words, Field(max_length=60)] = ""
    address: Words = ""


class UserShape(Schema):
    """An account: never a password or a code."""

    id: int
    username: str
    name: str
    email: str
    phone: str
    is_super: bool
    activation: Activation
    rights: list[Right]


class UserPage(Schema):
    """A page of accounts."""

    count: int
    page: int
    page_size: int
    items: list[UserShape]


class UserGiven(Given):
    """A user to be; the first credential is issued apart."""

    username: Annotated[Words, Field(min_length=1, max_length=60)]
    name: Annotated[Words, Field(min_length=1, max_length=100)]
    email: Words = ""
    phone: Annotated[Words, Field(max_length=40)] = ""
    rights: list[Right] = []


class RightsGiven(Given):
    """The whole set of rights, and the set that the caller saw."""

    rights: list[Right]
    expected: list[Right]


@router.get(
    "/organisations",
    response={200: OrganisationPage, **failures(401, 403)},
    summary="本机构和下级机构",
)
def organisations(request: ActorRequest, wanted: Query[OrganisationsWanted]) -> dict[str, Any]:
    """List the own body and those below."""
    _may_manage(request)
    return page_of(queries.bodies_named(request.auth, wanted.text), wanted, _organisation)


@router.get(
    "/organisations/{organisation_id}",
    response={200: OrganisationShape, **failures(401, 403, 404)},
    summary="一个机构",
)
def organisation(request: ActorRequest, organisation_id: Identifier) -> dict[str, Any]:
    """Give the own body or one below."""
    return _organisation(_named(request, _body(request, organisation_id).pk))


@router.post(
    "/organisations",
    response={201: OrganisationShape, **failures(401, 403, 409)},
    summary="新建直接下级机构",
)
def create_organisation(request: ActorRequest, body: OrganisationGiven) -> Status[dict[str, Any]]:
    """Create a body directly below the own one."""
    _may_manage(request)
    made = actions.create_body(actor=request.auth, **body.dict())
    return Status(201, _organisation(_named(request, made.pk)))


@router.get(
    "/organisations/{organisation_id}/users",
    response={200: UserPage, **failures(401, 403, 404)},
    summary="机构的用户",
)
def users(
    request: ActorRequest, organisation_id: Identifier, wanted: Query[Paging]
) -> dict[str, Any]:
    """List the accounts that the actor looks after: all of them, or the super administrator's."""
    return page_of(queries.users_of(request.auth, _body(request, organisation_id)), wanted, _user)


@router.post(
    "/organisations/{organisation_id}/users",
    response={201: UserShape, **failures(401, 403, 404, 409)},
    summary="新建用户",
)
def create_user(
    request: ActorRequest, organisation_id: Identifier, body: UserGiven
) -> Status[dict[str, Any]]:
    """Define a user of a body; nobody grants what they do not hold."""
    where = _body(request, organisation_id)
    made = actions.define_user(actor=request.auth, organisation=where, **body.dict())
    return Status(201, _user(_found(request, made.pk)))


@router.put(
    "/users/{user_id}/rights",
    response={200: UserShape, **failures(401, 403, 404, 409)},
    summary="设定用户的全部权限",
)
def set_rights(request: ActorRequest, user_id: Identifier, body: RightsGiven) -> dict[str, Any]:
    """Replace a user's rights, unless they have changed since the caller saw them."""
    _may_manage(request)
    user = _found(request, user_id)
    actions.set_rights(actor=request.auth, user=user, rights=body.rights, expected=body.expected)
    return _user(_found(request, user_id))


def _may_manage(request: ActorRequest) -> None:
    if not request.may_manage:
        raise ApiError(403, "token_may_not_manage")
    decision = decide(request.auth, Action.OPEN_CONSOLE)
    if not decision:
        raise ApiError(403, decision.reason)


def _body(request: ActorRequest, organisation_id: int) -> "Organisation":
    _may_manage(request)
    found = queries.body_for(request.auth, organisation_id)
    if found is None:
        raise not_found()
    return found


def _named(request: ActorRequest, organisation_id: int) -> "Organisation":
    return queries.bodies_named(request.auth, "").get(pk=organisation_id)


def _found(request: ActorRequest, user_id: int) -> "User":
    found = queries.user_for(request.auth, user_id)
    if found is None:
        raise not_found()
    return found


def _organisation(body: "Organisation") -> dict[str, Any]:
    return {
        "id": body.pk,
        "parent": body.parent_id,
        "name": body.name,
        "rank": body.rank,
        "is_open": body.is_active,
        "has_office": body.has_office,
        "uscc": body.uscc,
        "super_administrator": body.super_name,
    }


def _user(user: "User") -> dict[str, Any]:
    return {
        "id": user.pk,
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "phone": user.phone,
        "is_super": user.is_super,
        "activation": user.activation,
        "rights": sorted(row.right for row in user.rights.all()),
    }
