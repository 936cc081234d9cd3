"""What a draft still lacks, in words, for whoever reminds its filer."""

from typing import TypedDict

from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.models import Registration
from kedeng.domain.radar import MOST_NAMED
from kedeng.renderings.messages import said


class Missing(TypedDict):
    """How many pieces, and the first of them."""

    lacking: int
    missing: list[str]


def missing_pieces(registration: Registration) -> Missing:
    """Judge a draft as its submission would be, and name what is open."""
    judged = judge(registration)
    named = [said(each, judged.form, judged.settled) for each in judged.open[:MOST_NAMED]]
    return {"lacking": len(judged.open), "missing": named}
