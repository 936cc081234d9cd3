"""Loads the demonstration into an empty registry, or extends the rounds of one that has it."""

import time
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kedeng.apps.rounds.models import Round
from kedeng.commands.demonstration.accounts import accounts_file, keep_accounts, new_passwords
from kedeng.commands.demonstration.applications import send_applications
from kedeng.commands.demonstration.expected import list_expected
from kedeng.commands.demonstration.filing import file_all
from kedeng.commands.demonstration.notices import publish_notices
from kedeng.commands.demonstration.organisations import build
from kedeng.commands.demonstration.people import create_people
from kedeng.commands.demonstration.plan import FULL, plans
from kedeng.commands.demonstration.rounds import (
    create_rounds,
    extend_rounds,
    load_lists,
    set_number_codes,
)
from kedeng.commands.demonstration.tables import hand_over_tables


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a start did: registrations filed, rounds extended, seconds taken."""

    filed: int
    extended: int
    seconds: float

    def __str__(self) -> str:
        """A line for the console."""
        if self.extended:
            return f"data kept; closings of {self.extended} open rounds put off"
        return f"{self.filed} registrations loaded in {self.seconds:.0f} seconds"


def load(size: int = FULL) -> Loaded:
    """Load about `size` registrations through the real actions.

    A second call only extends the open rounds.

    One transaction: a start that was broken off leaves nothing, and the next one begins anew.
    """
    begun = time.monotonic()
    filed = extended = 0
    with transaction.atomic():
        if Round.objects.filter(is_demo=True).exists():
            extended = extend_rounds(timezone.localdate())
            _warn_of_lost_accounts()
        else:
            filed = _load_all(size)
    return Loaded(filed=filed, extended=extended, seconds=time.monotonic() - begun)


def _warn_of_lost_accounts() -> None:
    """Passwords and tokens are kept as digests only: a lost file cannot be written again."""
    if not accounts_file().is_file():
        print(f"demo: {accounts_file()} is lost; remove the database to begin anew")


def _load_all(size: int) -> int:
    load_lists()
    organisations = build()
    set_number_codes(organisations)
    rounds = create_rounds(organisations, timezone.localdate())
    passwords = new_passwords()
    cast = create_people(organisations, passwords)
    planned = plans(size)
    filed = file_all(planned, cast, organisations, rounds)
    hand_over_tables(cast, rounds["sx"])
    list_expected(planned, cast, rounds["sx"])
    publish_notices(cast, organisations)
    send_applications(organisations)
    keep_accounts(cast, passwords)
    return filed
