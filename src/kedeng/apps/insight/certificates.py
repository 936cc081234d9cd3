"""Prints certificates as they were issued, with what became of them since."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils import timezone

from kedeng.apps.insight.printing import press
from kedeng.apps.registrations.certificate_records import newest_version, standing_of
from kedeng.apps.registrations.models import Certificate
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.certificates import STANDING_LABELS, Layout, Standing
from kedeng.renderings.pdf.certificate import CertificateSheet, print_certificates


def printed_certificates(
    certificates: Sequence[Certificate], *, drawn_as: Mapping[str, str] | None = None
) -> bytes:
    """Print certificates, a sheet each; what does not hold says so across its sheet.

    Raises UncoveredCharacters, PressBusyError, ValueError for none.
    """
    sheets = [sheet_of(each) for each in certificates]
    with press():
        return print_certificates(sheets, drawn_as=drawn_as)


def sheet_of(certificate: Certificate) -> CertificateSheet:
    """Give what the sheet of a certificate says."""
    values = certificate.registration.round.profile.values
    return CertificateSheet(
        number=certificate.number,
        title=certificate.title,
        category=CATEGORY_NAMES.get(certificate.category, certificate.category),
        units=certificate.units,
        people=certificate.people,
        registered_on=certificate.registered_on,
        issuer=certificate.registered_by,
        issued_on=timezone.localdate(certificate.issued_at),
        disclaimers=certificate.disclaimers,
        version=certificate.version,
        code=certificate.code,
        digest=certificate.digest,
        check_url=check_address(certificate),
        layout=Layout(values["certificate_layout"]),
        void=_void(certificate),
    )


def check_address(certificate: Certificate) -> str:
    """Address of the public page that says whether a certificate holds: what its QR says."""
    return f"{settings.KEDENG_URL}/certificates/{certificate.code}/"


def _void(certificate: Certificate) -> str:
    now = standing_of(certificate)
    if now is Standing.CURRENT:
        return ""
    if now is Standing.REPLACED:
        return f"已被第 {newest_version(certificate)} 版替换"
    return STANDING_LABELS[now]
