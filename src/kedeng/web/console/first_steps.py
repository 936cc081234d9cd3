"""What a body still lacks before it can do its part; its console says so until it is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kedeng.apps.organisations import queries
from kedeng.apps.rounds.queries import number_code_of, profiles_for, rounds_for
from kedeng.domain.delegation import Act
from kedeng.domain.policy import Actor
from kedeng.domain.profiles import ProfileState
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.domain.routes import KIND_OF_RANK, PROVINCE, UNIT
from kedeng.domain.workflow import TRANSITIONS, Position

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation


@dataclass(frozen=True)
class Lack:
    """What is not there yet, and where it is put right."""

    sentence: str
    label: str
    address: str


def first_steps(actor: Actor) -> list[Lack]:
    """Give what the actor's own body lacks, the most pressing first; empty when all is there."""
    own = queries.organisation_by_id(actor.organisation_id)
    lacks = [*_policy(actor, own)] if own.rank == PROVINCE else []
    return [*lacks, *_rights(actor, own), *_bodies(actor, own), *_contact(own)]


def _policy(actor: Actor, own: "Organisation") -> Iterator[Lack]:
    """Without a policy no round, without a round no submission, without a code no number."""
    if not any(one.state == ProfileState.ACTIVE for one in profiles_for(actor)):
        yield Lack(_("还没有启用登记政策。"), _("去登记政策"), reverse("profiles"))
    elif not rounds_for(own):
        yield Lack(_("还没有登记批次，下级不能填报。"), _("开设登记批次"), reverse("round_new"))
    if number_code_of(own) is None:
        sentence = _("还没有设登记号代码，审核通过以后不能赋号。")
        yield Lack(sentence, _("设登记号代码"), reverse("number_code"))


def _rights(actor: Actor, own: "Organisation") -> Iterator[Lack]:
    """Say which rights of the body's desk nobody holds: what arrives there would lie."""
    held = {Right(row.right) for user in queries.staff_of(actor) for row in user.rights.all()}
    where = reverse("console_users", args=[own.pk])
    if missing := [label for right, label in RIGHT_LABELS.items() if right in _wanted(own) - held]:
        sentence = _("还没有人有“{rights}”权限，送到本机构的登记没有人办理。")
        rights = _("”“").join(missing)
        yield Lack(sentence.format(rights=rights), _("建立用户、授予权限"), where)
    if own.rank == UNIT and Right.ENTER not in held and not queries.children_of(own):
        sentence = _("还没有人有“录入”权限，本单位没有人能填报。")
        yield Lack(sentence, _("建立用户、授予权限"), where)


def _wanted(own: "Organisation") -> set[Right]:
    """The rights with which a record moves on from the body's desk, if it has one."""
    if own.rank == UNIT and not own.has_office:
        return set()
    kind = KIND_OF_RANK[own.rank]
    rows = [row for row in TRANSITIONS.values() if row.position is Position.CURRENT_DESK]
    return {row.right for row in rows if kind in row.at} - {Right.MANAGE}


def _bodies(actor: Actor, own: "Organisation") -> Iterator[Lack]:
    may_create = Act.CREATE_BODY in queries.acts_on(actor, queries.body_facts(own))
    if may_create and own.rank < UNIT and not queries.children_of(own):
        yield Lack(_("还没有下级机构。"), _("新建下级机构"), reverse("console_body_new"))


def _contact(own: "Organisation") -> Iterator[Lack]:
    if not own.contact_phone:
        sentence = _("还没有写办公电话，下级遇到问题不知道找谁。")
        yield Lack(sentence, _("填写联系方式"), reverse("console_contact"))
