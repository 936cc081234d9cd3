"""The tree of organisations, made by organisations.actions."""

from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.organisations.models import Organisation
from kedeng.commands.demonstration.facts import Body, bodies
from kedeng.lib.credit_code import check_character

_AREAS = {"14": "0351-0000000", "61": "029-00000000"}
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714, of the organisation's part of a credit code
_REGISTRY = {"enterprise": "91", "": "11"}  # register that gives the code; 12: public institutions


def build() -> dict[str, Organisation]:
    """Create every body with its other names; give the organisations by key. Parents come first."""
    made: dict[str, Organisation] = {}
    for body in bodies():
        made[body.key] = create_organisation(
            name=body.name,
            rank=body.rank,
            parent=made[body.parent] if body.parent else None,
            other_names=body.other_names,
            short_name=body.short_name,
            kind=body.kind,
            uscc=credit_code(body),
            region_code=body.region,
            has_office=body.has_office,
            contact_name=body.office,
            contact_phone=phone(body.region),
            address=address(body),
        )
    return made


def phone(region: str) -> str:
    """A phone with the area code of the region's province, else of the capital; nobody has it."""
    return _AREAS.get(region[:2], "010-00000000")


def credit_code(body: Body) -> str:
    """Make a 统一社会信用代码 with right check digits that nobody can have: DEM and a serial."""
    own = f"DEM{serial_of(body):05d}"
    total = sum(int(char, 36) * weight for char, weight in zip(own, _WEIGHTS, strict=True))
    check = "0123456789X0"[11 - total % 11]
    front = f"{_REGISTRY.get(body.type, '12')}{(body.region or '11'):0<6}{own}{check}"
    return front + check_character(front)


def address(body: Body) -> str:
    """An address that says it is none."""
    return f"{body.short_name or body.name}（演示路{serial_of(body)}号）"


def serial_of(body: Body) -> int:
    """Place of a body in the file, from 1."""
    return bodies().index(body) + 1
