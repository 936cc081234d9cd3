"""Prints one version of a registration: gathers what stands around the answers, runs a press."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from kedeng.apps.insight.reading import read_revision
from kedeng.apps.registrations.judgement import draft_answers
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.rounds.queries import catalogue, catalogue_of
from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.visible import settle
from kedeng.renderings.pdf.form import Printed, PrintRecord, print_form
from kedeng.renderings.pdf.material import MaterialItem, MaterialList, print_material

_PRESSES = threading.BoundedSemaphore(2)  # a print takes a core; pages must stay quick beside it
_PATIENCE = 20  # seconds


class PressBusyError(Exception):
    """Every press was busy for as long as anybody waits."""


def printed_form(
    registration: Registration,
    revision: Revision | None,
    *,
    drawn_as: Mapping[str, str] | None = None,
) -> Printed:
    """Print exactly that version; None prints the draft, with 草稿 across its pages.

    Raises UncoveredCharacters for what no shipped face draws and `drawn_as` does not replace,
    PressBusyError. No side effects.
    """
    if revision is None:
        form = definition(registration.category, registration.edition)
        answers, lists = settle(form, draft_answers(registration)), catalogue()
    else:
        form = definition(registration.category, revision.edition)
        answers, lists = Answers(revision.answers), catalogue_of(revision.list_versions)
    record = print_record(registration, revision, answers)
    with press():
        return print_form(form, answers, record, lists, drawn_as=drawn_as)


def printed_materials(
    registration: Registration,
    revision: Revision,
    *,
    drawn_as: Mapping[str, str] | None = None,
) -> bytes:
    """Print the 材料清单 of a version: the 登记表 with its pages, then every file once.

    Raises as `printed_form`; prints the form as well, for its number of pages.
    """
    reading = read_revision(registration, revision)
    form = printed_form(registration, revision, drawn_as=drawn_as)
    listed = print_record(registration, revision, reading.answers)
    items = [MaterialItem(title="科技成果登记表", pages=form.pages, digest=revision.digest)]
    items += [
        MaterialItem(
            title=line.label, file_name=line.file_name, pages=line.pages, digest=line.digest
        )
        for line in reading.files
    ]
    told = MaterialList(
        code=registration.code,
        revision=revision.number,
        name=listed.name,
        first_unit=listed.first_unit,
        items=items,
        submitted_on=listed.submitted_on,
    )
    with press():
        return print_material(told, drawn_as=drawn_as)


@contextmanager
def press() -> Iterator[None]:
    """Hold one of the presses. Raises PressBusyError."""
    if not _PRESSES.acquire(timeout=_PATIENCE):
        raise PressBusyError
    try:
        yield
    finally:
        _PRESSES.release()


def print_record(
    registration: Registration, revision: Revision | None, answers: Answers
) -> PrintRecord:
    """Gather what the paper says beside the answers. An older version bears no number."""
    units = answers.rows("units")
    filer = registration.filer
    newest = revision is not None and revision.number == registration.submissions
    return PrintRecord(
        code=registration.code,
        revision=revision.number if revision else 0,
        digest=revision.digest if revision else "",
        category_title=CATEGORY_NAMES[registration.category],
        name=answers.text("overview.achievement_name"),
        first_unit=_text(units[0].get("unit_name")) if units else "",
        recommending_organisation=registration.recommending_name(),
        approving_organisation=registration.registered_by if newest else "",
        number=(registration.number or "") if newest else "",
        registered_on=registration.registered_on if newest else None,
        submitted_on=timezone.localdate(revision.submitted_at) if revision else None,
        filler_name=revision.submitted_by if revision else filer.name,
        filler_phone=revision.phone if revision else filer.phone,
        verify_url=check_address(registration, revision) if revision else "",
        is_draft=revision is None,
    )


def check_address(registration: Registration, revision: Revision) -> str:
    """Address of the public page that says whether a print of that version is current."""
    return f"{settings.KEDENG_URL}/check/{registration.code}/{revision.digest[:16]}/"


def page_codes(registration: Registration, revision: Revision) -> frozenset[str]:
    """Codes in the footers of that version's pages, printed before and after it got its number.

    The press runs once for each and the codes are kept; PressBusyError as in `printed_form`.
    """
    found = _page_codes(revision.digest, "")
    if registration.number and revision.number == registration.submissions:
        found |= _page_codes(revision.digest, registration.number)
    return found


@lru_cache(maxsize=512)
def _page_codes(digest: str, number: str) -> frozenset[str]:
    revision = Revision.objects.select_related("registration__filer").get(digest=digest)
    registration = revision.registration
    if not number:
        registration.number, registration.registered_by, registration.registered_on = None, "", None
    return frozenset(printed_form(registration, revision).page_codes)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
