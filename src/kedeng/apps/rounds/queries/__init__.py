"""Reads of rounds, windows, profiles, evidence packs, extensions and the code lists in force."""

from kedeng.apps.rounds.queries.extensions import (
    agreed_closings,
    extended_closings,
    extended_until,
    extensions_of,
    live_extension,
)
from kedeng.apps.rounds.queries.lists import catalogue, catalogue_of, number_code_of
from kedeng.apps.rounds.queries.profiles import (
    active_profile,
    newest_pack,
    pack_called,
    pack_is_known,
    pack_of,
    packs_for,
    profile_for,
    profiles_for,
    templates,
    told_today,
)
from kedeng.apps.rounds.queries.rounds import (
    current_round,
    open_rounds,
    round_for,
    rounds_for,
)
from kedeng.apps.rounds.queries.windows import (
    closing_above,
    desk_window,
    settings_of,
    windows_at,
    windows_of,
)

__all__ = [
    "active_profile",
    "agreed_closings",
    "catalogue",
    "catalogue_of",
    "closing_above",
    "current_round",
    "desk_window",
    "extended_closings",
    "extended_until",
    "extensions_of",
    "live_extension",
    "newest_pack",
    "number_code_of",
    "open_rounds",
    "pack_called",
    "pack_is_known",
    "pack_of",
    "packs_for",
    "profile_for",
    "profiles_for",
    "round_for",
    "rounds_for",
    "settings_of",
    "templates",
    "told_today",
    "windows_at",
    "windows_of",
]
