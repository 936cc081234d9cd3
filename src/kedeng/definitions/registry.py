"""Which form answers to a category, and in which edition."""

from collections.abc import Mapping
from types import MappingProxyType

from kedeng.definitions.edition_2025.applied import APPLIED_TECHNOLOGY
from kedeng.definitions.edition_2025.basic import BASIC_THEORY
from kedeng.definitions.edition_2025.soft import SOFT_SCIENCE
from kedeng.formkit.model import FormDefinition

CURRENT_EDITION = "2025"

# Names of the categories (forms.md 0.5); the code list achievement_category explains them.
CATEGORY_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "applied_technology": "应用技术成果",
        "basic_theory": "基础理论成果",
        "soft_science": "软科学成果",
    }
)

_EDITIONS: Mapping[str, tuple[FormDefinition, ...]] = MappingProxyType(
    {"2025": (APPLIED_TECHNOLOGY, BASIC_THEORY, SOFT_SCIENCE)}
)


def editions() -> tuple[str, ...]:
    """Return the known editions, oldest first."""
    return tuple(sorted(_EDITIONS))


def definitions(edition: str = CURRENT_EDITION) -> tuple[FormDefinition, ...]:
    """Return the forms of an edition, in the order of the categories. KeyError for an unknown edition."""
    try:
        return _EDITIONS[edition]
    except KeyError:
        message = f"no edition {edition!r} of the forms; known: {', '.join(editions())}"
        raise KeyError(message) from None


def definition(category: str, edition: str = CURRENT_EDITION) -> FormDefinition:
    """Return the form of a category. KeyError for an unknown category or edition."""
    for form in definitions(edition):
        if form.key == category:
            return form
    message = f"no form for {category!r} in edition {edition}; known: {', '.join(CATEGORY_NAMES)}"
    raise KeyError(message)
