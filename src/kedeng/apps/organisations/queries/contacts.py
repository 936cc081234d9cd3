"""Whom somebody asks: the own department, and the province. Round pages and refusals name them."""

from dataclasses import dataclass

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries.tree import ancestors
from kedeng.domain.routes import DEPARTMENT, PROVINCE


@dataclass(frozen=True)
class Contact:
    """A body to ask, with what it wrote for that."""

    organisation: str
    name: str
    phone: str

    def __str__(self) -> str:
        """Read as in a sentence: 省教育厅（李老师，0351-0000000）."""
        told = "，".join(filter(None, (self.name, self.phone)))
        return f"{self.organisation}（{told}）" if told else self.organisation


def contacts_of(organisation: Organisation) -> list[Contact]:
    """Give the department nearest above (or itself) and the province; either may be missing."""
    line = ancestors(organisation)
    nearest = [
        next((body for body in line if body.rank == r), None) for r in (DEPARTMENT, PROVINCE)
    ]
    return [Contact(body.name, body.contact_name, body.contact_phone) for body in nearest if body]


def ask_whom(organisation: Organisation) -> str:
    """Give the contacts as a refusal names them; the own body where nobody is above."""
    return " 或 ".join(map(str, contacts_of(organisation))) or organisation.name
