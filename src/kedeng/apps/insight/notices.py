"""The documents that a desk's move makes: 受理通知单, 补正通知单, 不予登记告知书 and the like."""

from collections.abc import Iterator

from django.utils import timezone

from kedeng.apps.insight.printing import press
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.registrations.held import NOT_UNDONE
from kedeng.apps.registrations.models import Move, Registration
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.notices import NOTICES, Notice
from kedeng.domain.workdays import UnknownYearError
from kedeng.formkit.answers import Answers
from kedeng.renderings.pdf.official import Official, print_official
from kedeng.renderings.pdf.table import day_in_words


def notice_of(registration: Registration, version: int) -> Move | None:
    """Find the move after which a record had a version, where it makes a document; else None.

    None too for one that was undone: its document says what does not hold.
    """
    found = Move.objects.filter(registration=registration, expected_version=version - 1)
    found = found.exclude(**NOT_UNDONE)
    made = found.select_related("revision").prefetch_related("notes").first()
    return made if made and made.transition in NOTICES else None


def printed_notice(registration: Registration, made: Move) -> bytes:
    """Print the document of a move, in the words of the reviewer. Raises PressBusyError.

    Everything is as it was when the move was made, but for the contact, which is today's, and the
    last day to mend, which is left out when it no longer runs.
    """
    notice = NOTICES[made.transition]
    title = _title(registration, made)
    says = notice.says.format(title=title, code=registration.code, desk=_who_mends(made))
    grounds = [made.reason] if made.reason else []
    document = Official(
        title=notice.title,
        number=f"编号：{registration.code}-{made.expected_version + 1}",
        issuer=made.organisation_name,
        to=registration.stops.get(position=0).name,
        paragraphs=[says, *grounds],
        facts=list(_facts(registration, made, notice)),
        after=[notice.way, *_contact(made)],
        dated=timezone.localdate(made.moved_at),
    )
    with press():
        return print_official(document)


def _title(registration: Registration, made: Move) -> str:
    answers = Answers(made.revision.answers) if made.revision else None
    return (answers.text("overview.achievement_name") if answers else "") or registration.title


def _who_mends(made: Move) -> str:
    if made.to_desk == 0:
        return "填报人"
    return made.registration.stops.get(position=made.to_desk).name


def _facts(registration: Registration, made: Move, notice: Notice) -> Iterator[tuple[str, str]]:
    yield "成果类别", CATEGORY_NAMES[registration.category]
    if made.revision:
        yield "登记表版本", f"第 {made.revision.number} 版"
    for place, note in enumerate(made.notes.all(), 1):
        yield f"第 {place} 处", f"{note.place}：{note.text}"
    last = _last_day(registration, made) if notice.shows_until else ""
    if last:
        yield "办理期限", last


def _last_day(registration: Registration, made: Move) -> str:
    """Until when it is to be mended; "" where the record has gone on, or nobody has said."""
    if registration.version != made.expected_version + 1:
        return ""
    try:
        closes = desk_time(registration).window.closes
    except UnknownYearError:
        return ""
    if closes is None:
        return ""
    at = timezone.localtime(closes)
    return f"{day_in_words(at.date())} {at:%H:%M} 以前"


def _contact(made: Move) -> list[str]:
    """Whom to ask, of the body that issued it."""
    body = organisation_by_id(made.organisation_id)
    told = "，".join(filter(None, (body.contact_name, body.contact_phone)))
    word = "联系人" if body.contact_name else "联系电话"
    return [f"{word}：{told}。"] if told else []
