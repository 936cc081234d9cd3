"""Writes to policy profiles, packs, rounds, windows, extensions, lists and number codes."""

from kedeng.apps.rounds.actions.extensions import (
    agree_to_extension,
    propose_extension,
    withdraw_extension,
)
from kedeng.apps.rounds.actions.lists import load_code_list, set_number_code
from kedeng.apps.rounds.actions.packs import load_evidence_pack, upload_pack
from kedeng.apps.rounds.actions.profiles import (
    activate_profile,
    copy_profile,
    load_profile,
    save_examples,
    save_profile,
)
from kedeng.apps.rounds.actions.refused import NotAllowedError
from kedeng.apps.rounds.actions.rounds import change_round, create_round, open_round
from kedeng.apps.rounds.actions.windows import Office, drop_window, set_window, set_windows

__all__ = [
    "NotAllowedError",
    "Office",
    "activate_profile",
    "agree_to_extension",
    "change_round",
    "copy_profile",
    "create_round",
    "drop_window",
    "load_code_list",
    "load_evidence_pack",
    "load_profile",
    "open_round",
    "propose_extension",
    "save_examples",
    "save_profile",
    "set_number_code",
    "set_window",
    "set_windows",
    "upload_pack",
    "withdraw_extension",
]
