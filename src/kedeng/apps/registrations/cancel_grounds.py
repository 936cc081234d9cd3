"""The coded grounds on which a registration is cancelled (process.md B69)."""

from kedeng.apps.rounds.queries import catalogue
from kedeng.formkit.codelist import Entry

CANCEL_GROUNDS = "cancel_ground"  # code list


def cancel_grounds() -> list[Entry]:
    """Give those that may be chosen, in their order."""
    return [each for each in catalogue()[CANCEL_GROUNDS].entries if each.selectable]
