"""Policy profiles, packs, rounds with windows and extensions; code lists and number codes."""

from kedeng.apps.rounds.models.extensions import Extension, ExtensionApproval
from kedeng.apps.rounds.models.lists import CodeListVersion, NumberCode
from kedeng.apps.rounds.models.profiles import EvidencePack, PolicyProfile
from kedeng.apps.rounds.models.rounds import Round, RoundWindow

__all__ = [
    "CodeListVersion",
    "EvidencePack",
    "Extension",
    "ExtensionApproval",
    "NumberCode",
    "PolicyProfile",
    "Round",
    "RoundWindow",
]
