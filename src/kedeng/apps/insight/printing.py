"""Prints one version of a registration: gathers what stands around the answers, runs a press."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date

from django.conf import settings
from django.utils import timezone

from kedeng.apps.insight.reading import read_revision
from kedeng.apps.registrations.actions import note_pages
from kedeng.apps.registrations.judgement import draft_answers
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.papers import printed_versions
from kedeng.apps.rounds.queries import catalogue, catalogue_of
from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.domain.paper import COVER, PrintedVersion, changed_pages
from kedeng.formkit.answers import Answers
from kedeng.formkit.visible import settle
from kedeng.renderings.pdf.coverage import UncoveredCharacters
from kedeng.renderings.pdf.form import Printed, PrintRecord, print_form
from kedeng.renderings.pdf.material import MaterialItem, MaterialList, print_material
from kedeng.renderings.pdf.pages import chosen_pages

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
    PressBusyError. Side effect: the codes of the pages are kept.
    """
    if revision is None:
        form = definition(registration.category, registration.edition)
        answers, lists = settle(form, draft_answers(registration)), catalogue()
    else:
        form = definition(registration.category, revision.edition)
        answers, lists = Answers(revision.answers), catalogue_of(revision.list_versions)
    record = print_record(registration, revision, answers)
    with press():
        printed = print_form(form, answers, record, lists, drawn_as=drawn_as)
    if revision is not None and not drawn_as:  # what stands in for a character is anybody's choice
        note_pages(revision=revision, codes=printed.page_codes)
    return printed


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
    filer = registration.filer
    newest = revision is not None and revision.number == registration.submissions
    return PrintRecord(
        code=registration.code,
        revision=revision.number if revision else 0,
        digest=revision.digest if revision else "",
        category_title=CATEGORY_NAMES[registration.category],
        name=answers.text("overview.achievement_name"),
        first_unit=first_unit_of(answers),
        recommending_organisation=registration.recommending_name(),
        approving_organisation=registration.registered_by if newest else "",
        number=(registration.number or "") if newest else "",
        registered_on=registration.registered_on if newest else None,
        submitted_on=timezone.localdate(revision.submitted_at) if revision else None,
        filled_on=_filled_on(registration) if revision else None,
        filler_name=revision.submitted_by if revision else filer.name,
        filler_phone=revision.phone if revision else filer.phone,
        verify_url=check_address(registration, revision) if revision else "",
        page_url=page_address(registration) if revision else "",
        is_draft=revision is None,
    )


def first_unit_of(answers: Answers) -> str:
    """Name of the first completing unit; "" where none is read."""
    units = answers.rows("units")
    name = units[0].get("unit_name") if units else ""
    return name if isinstance(name, str) else ""


def check_address(registration: Registration, revision: Revision) -> str:
    """Address of the public page that says whether a print of that version is current."""
    return f"{settings.KEDENG_URL}/check/{registration.code}/{revision.digest[:16]}/"


def page_address(registration: Registration) -> str:
    """What a page's own QR code says before the page's code."""
    return f"{settings.KEDENG_URL}/C/{registration.code}/"


def all_printed(registration: Registration) -> list[PrintedVersion]:
    """Give every version with its page codes, oldest first; print what was never printed.

    A version whose characters cannot all be drawn has no codes but its cover's. Raises
    PressBusyError. Keeps the codes of what it prints.
    """
    versions = printed_versions(registration)
    for version in versions:
        if not version.printings:
            revision = registration.revisions.get(number=version.number)
            with suppress(UncoveredCharacters):
                printed_form(registration, revision)
    return printed_versions(registration)


def changed_form(registration: Registration, revision: Revision) -> tuple[bytes, tuple[int, ...]]:
    """Print the pages that a version has and the one before it has not, and say which.

    Raises as `printed_form`.
    """
    printed = printed_form(registration, revision)
    versions = all_printed(registration)
    place = revision.number - 1
    pages = changed_pages(versions[place - 1], versions[place])
    return chosen_pages(printed.pdf, pages or (COVER,)), pages or (COVER,)


def _filled_on(registration: Registration) -> date | None:
    """Day of the first version: the page with the signatures need not be signed anew."""
    first = registration.first_submitted_at
    return timezone.localdate(first) if first else None
