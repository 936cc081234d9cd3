"""Which evidence a registration needs: its round's pack, and more of what is filed alone."""

from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.queries import pack_of
from kedeng.domain.evidence import EvidencePack, with_certificate


def pack_for(registration: Registration) -> EvidencePack:
    """Give the pack that a registration is judged by."""
    pack = pack_of(registration.round)
    return with_certificate(pack) if registration.is_elsewhere else pack
