"""What people of the demonstration ask of a desk beside the moves: pleas, and a change."""

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.pleas import open_plea
from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.journey import Journey
from kedeng.domain.changes import Kind
from kedeng.domain.pleas import PleaKind

_WHY = {
    PleaKind.ASK_RETURN: f"附件传错，要更换验收意见。（{MARK}）",
    PleaKind.APPEAL: f"权属争议已经书面解决，请复核。（{MARK}）",
}
_ANSWER = f"争议双方尚未提交书面协议，维持原决定。（{MARK}）"
_CHANGE = f"推广应用情况有新的进展，补充到成果简介。（{MARK}）"


def plead(journey: Journey, kind: PleaKind) -> None:
    """The filer asks the desk for a move."""
    actions.plead(
        actor=journey.filer,
        registration=journey.registration,
        kind=kind,
        reason=_WHY[kind],
    )


def decline(journey: Journey, kind: PleaKind) -> None:
    """The province declines the filer's open plea. Raises LookupError where there is none."""
    plea = open_plea(journey.registration, kind)
    if plea is None:
        raise LookupError(f"{journey.registration.code} has no open {kind}")
    actions.decline_plea(actor=journey.province, plea=plea, answer=_ANSWER)


def ask_change(journey: Journey) -> None:
    """The filer asks for a change of the summary, which touches nothing that wants evidence."""
    filer, section = journey.filer, journey.registration.sections.get(section="summary")
    content = section.content["achievement_summary"] + _CHANGE
    change = actions.open_request(
        actor=filer, registration=journey.registration, kind=Kind.CHANGE, reason=_CHANGE
    )
    change = actions.propose_section(
        actor=filer,
        change=change,
        section="summary",
        content={**section.content, "achievement_summary": content},
        expected_version=change.version,
    )
    change.refresh_from_db(fields=["version"])
    actions.send_request(actor=filer, change=change, expected_version=change.version)
