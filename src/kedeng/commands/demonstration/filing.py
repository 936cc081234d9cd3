"""Files the planned registrations: draft, sections, evidence, then the way to its state."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions.drafts import NOT_SECRET
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.packs import pack_for
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import catalogue
from kedeng.commands.demonstration.answers import answers_for
from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.journey import Journey
from kedeng.commands.demonstration.materials import materials_for, pdf
from kedeng.commands.demonstration.people import Cast
from kedeng.commands.demonstration.plan import NEIGHBOUR, Plan
from kedeng.commands.demonstration.ways import way_for
from kedeng.domain.policy import Actor
from kedeng.domain.states import State

_ELSEWHERE = ("外省登记机构（演示）", "9992025Y0001")  # of what is filed here only
_DRAFTS = (1, 3, 100)  # sections that an unfinished draft has, in turn; the last one is complete


def file_all(
    plans: Iterable[Plan],
    cast: Cast,
    organisations: Mapping[str, Organisation],
    rounds: Mapping[str, Round],
) -> int:
    """File every plan into the round of its province; give how many there were."""
    keys = {organisation.pk: key for key, organisation in organisations.items()}
    filed = 0
    for plan in plans:
        round_ = rounds["sn" if plan.body.key == NEIGHBOUR else "sx"]
        journey = Journey(plan, _draft(plan, cast, round_), cast, keys)
        way_for(plan.state, plan.turn, is_real=plan.project is not None)(journey)
        if journey.registration.state != plan.state:
            raise AssertionError(f"{plan.serial} is {journey.registration.state}, not {plan.state}")
        filed += 1
    return filed


def _draft(plan: Plan, cast: Cast, round_: Round) -> Registration:
    """Open a draft and fill it, as far as its plan goes."""
    actor = cast.actor(plan.body.key, f"filer-{plan.filer}")
    registration = actions.create_draft(
        actor=actor,
        category=plan.category,
        round_=round_,
        secrecy=NOT_SECRET,
        elsewhere=_ELSEWHERE if plan.state is State.FILED else ("", ""),
    )
    answers = answers_for(plan, catalogue())
    complete = plan.state is not State.DRAFT or plan.turn % len(_DRAFTS) == len(_DRAFTS) - 1
    if not complete:
        answers = dict(list(answers.items())[: _DRAFTS[plan.turn % len(_DRAFTS)]])
    _save(actor, registration, answers)
    if complete:
        _add_materials(plan, actor, registration)
    return registration


def _save(actor: Actor, registration: Registration, answers: Mapping[str, Any]) -> None:
    """Save what was answered; a filer with nothing to say leaves a table unopened."""
    begun = dict(registration.sections.values_list("section", "version"))
    for section, content in answers.items():
        if not content and section not in begun:
            continue
        actions.save_section(
            actor=actor,
            registration=registration,
            section=section,
            content=content,
            expected_version=begun.get(section, 0),
        )


def _add_materials(plan: Plan, actor: Actor, registration: Registration) -> None:
    for paper in materials_for(plan, pack_for(registration)):
        content = pdf(paper.label, plan.serial)
        actions.add_evidence(
            actor=actor,
            registration=registration,
            slots=paper.slots,
            stream=BytesIO(content),
            size=len(content),
            file_name=f"{MARK}材料_{paper.label}.pdf",
            slot_name=paper.slot_name,
        )
