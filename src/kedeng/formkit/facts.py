"""What the judge must know beyond the answers: frozen, and gathered by the door's room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kedeng.formkit.codelist import Catalogue


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """The filing unit: its present name and every former or second one, which count the same."""

    name: str
    names: frozenset[str]
    uscc: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Today, the round, the filing unit, the evidence, the code lists, the province's own numbers.

    `filled_slots` holds the keys of evidence slots with at least one file; `profile` the values of
    the policy profile (summary bounds, amount bounds, grouping switches …), `contracts` titles of
    the unit's projects by folded number, as far as a list of them is known.
    """

    today: date
    catalogue: Catalogue
    unit: UnitFacts | None = None
    round_year: int | None = None
    evidence_from: date | None = None
    evidence_to: date | None = None
    filled_slots: frozenset[str] = frozenset()
    pack: Any = (
        None  # the round's evidence pack (domain.evidence); the grammar does not look inside
    )
    profile: Mapping[str, Any] = field(default_factory=dict)
    contracts: Mapping[str, str] = field(default_factory=dict)
