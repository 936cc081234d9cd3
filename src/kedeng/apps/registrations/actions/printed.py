"""The codes of what was printed are kept, so that the paper is known whatever layout follows."""

from collections.abc import Sequence

from django.utils import timezone

from kedeng.apps.registrations.models import PageCode, Revision
from kedeng.formkit.canonical import digest


def note_pages(*, revision: Revision, codes: Sequence[str]) -> None:
    """Keep the page codes of a printing; one that is known already is left as it is.

    Like a note of the access log it may be written while a page is read (decision 0023).
    """
    lower = [code.lower() for code in codes]
    printing = digest(lower)[:16]
    if revision.page_codes.filter(printing=printing).exists():
        return
    now = timezone.now()
    PageCode.objects.bulk_create(
        [
            PageCode(revision=revision, printing=printing, page=page, code=code, printed_at=now)
            for page, code in enumerate(lower, start=1)
        ],
        ignore_conflicts=True,
    )
