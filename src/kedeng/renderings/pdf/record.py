"""What a print needs beyond the answers, and what it gives."""

from dataclasses import dataclass
from datetime import date

from kedeng.renderings.pdf.legal import Legal

# PDF/A demands a date; a draft has none of its own, and the clock would change the bytes.
NO_DATE = date(2000, 1, 1)


@dataclass(frozen=True, kw_only=True)
class PrintRecord:
    """The registration around the answers, as it stood when this revision was frozen.

    `number` is 批准登记号 and `registered_on` its date, both empty until given. `digest` is the
    revision's (64 hex digits), `verify_url` what the QR code says. A draft or blank has neither.
    """

    code: str
    revision: int
    digest: str
    category_title: str
    name: str
    first_unit: str
    recommending_organisation: str = ""
    approving_organisation: str = ""
    number: str = ""
    registered_on: date | None = None
    submitted_on: date | None = None
    filled_on: date | None = None  # 填表日期: of the first submission, so that its page stays valid
    filler_name: str = ""
    filler_phone: str = ""
    verify_url: str = ""
    page_url: str = ""  # what a page's own QR code says before the page's code
    is_draft: bool = False
    is_blank: bool = False  # nothing is filled in: neither codes nor a mark across the page
    legal: Legal | None = None  # None: the sentences of the form's edition

    @property
    def version(self) -> str:
        """What makes the cover of one version another page than that of the next."""
        return f"{self.revision}:{self.digest}"

    @property
    def dated(self) -> date:
        """Date that the document carries: the record's, so that a reprint has the same bytes."""
        return self.registered_on or self.submitted_on or NO_DATE


@dataclass(frozen=True)
class Printed:
    """A print: the bytes, and for each page the 16 hex digits in its footer (none for a draft)."""

    pdf: bytes
    page_codes: tuple[str, ...]
    pages: int
