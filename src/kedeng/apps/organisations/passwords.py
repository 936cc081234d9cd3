"""Judges new passwords: one validator for every place where somebody chooses one."""

import gzip
from functools import lru_cache
from pathlib import Path

import django.contrib.auth
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import (
    ancestors,
    names_of,
    own_rights,
    password_policy_of,
    units_above,
)
from kedeng.domain.passwords import (
    LONGEST,
    PASSPHRASE,
    context_word_in,
    context_words,
    kinds_of_characters,
    shortest,
)
from kedeng.renderings.refusals import refusal

_DJANGOS = Path(django.contrib.auth.__file__).parent / "common-passwords.txt.gz"
_JUDGED = 72  # characters that zxcvbn looks at; what is longer is no easier to guess
_TOO_EASY = 10_000_000  # guesses


class ContextValidator:
    """Django's interface: length, common passwords, easy patterns, context words, the policy."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError with every reason, each a sentence that says how to mend it."""
        found = list(self._reasons(password, user))
        if found:
            raise ValidationError(found)

    def get_help_text(self) -> str:
        """What the page says beside the box."""
        return refusal("password_help")

    def _reasons(self, password: str, user: User | None) -> list[str]:
        rights = own_rights(user) if user else frozenset()
        reasons = []
        least = shortest(rights)
        if len(password) < least:
            reasons.append(refusal("password_short", {"least": least, "size": len(password)}))
        if len(password) > LONGEST:
            return [refusal("password_long", {"most": LONGEST, "size": len(password)})]
        if user is not None:
            reasons += self._of_person(password, user)
        if password.strip().lower() in common_passwords():
            reasons.append(refusal("password_common"))
        elif not reasons and zxcvbn(password[:_JUDGED])["guesses"] < _TOO_EASY:
            reasons.append(refusal("password_easy"))
        return reasons

    def _of_person(self, password: str, user: User) -> list[str]:
        reasons = []
        word = context_word_in(password, words_of(user))
        if word is not None:
            reasons.append(refusal("password_context", {"word": word}))
        if password_policy_of(user).three_kinds and len(password) < PASSPHRASE:
            kinds = kinds_of_characters(password)
            if kinds < 3:
                reasons.append(refusal("password_kinds", {"kinds": kinds, "long": PASSPHRASE}))
        return reasons


def words_of(user: User) -> dict[str, str]:
    """Give what must not stand in this person's password."""
    bodies = units_above(user.organisation) or [user.organisation]
    names = {user.username, user.name}
    for body in bodies:
        names |= {body.short_name, *names_of(body)}
    above = [body.name for body in ancestors(user.organisation)]
    return context_words(sorted(filter(None, names)), above)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Django's 20,000 and zxcvbn's 30,000, from the packages: nothing is asked of a network."""
    with gzip.open(_DJANGOS, "rt", encoding="utf-8") as lines:
        known = {line.strip() for line in lines}
    return frozenset(known | set(FREQUENCY_LISTS["passwords"]))
