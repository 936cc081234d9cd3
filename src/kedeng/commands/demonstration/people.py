"""The people of the demonstration: who works where, with which rights.

Only the accounts of `accounts.py` have a password; everybody else cannot log in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle

from kedeng.apps.organisations.actions import create_user
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.commands.demonstration.facts import FILERS, Body, bodies, names
from kedeng.commands.demonstration.organisations import phone
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.routes import DEPARTMENT, NATION, PROVINCE, UNIT

# Who sits at a body's own desk. One super administrator each, beside them (process.md h1).
DESK_RIGHTS: Mapping[int, frozenset[Right]] = {
    NATION: frozenset({Right.ACCEPT, Right.REVIEW, Right.RETURN}),
    PROVINCE: frozenset(set(Right) - {Right.ENTER}),
    DEPARTMENT: frozenset({Right.REVIEW, Right.FORWARD, Right.RETURN, Right.RECEIVE}),
    UNIT: frozenset({Right.ENTER, Right.REVIEW, Right.FORWARD, Right.RETURN}),
}
DESK, SUPER, MANAGER = "desk", "super", "manager"
PROVINCE_OFFICE = "sx"  # whose listed account is its super administrator: a visitor sees it all


@dataclass(frozen=True, kw_only=True)
class Account:
    """A listed account: who it is among the cast, and what it is called."""

    username: str
    role: str
    body: str
    post: str


# Five of one route, and somebody who must see nothing of it; then who looks after accounts on that
# route, and the province's second pair of eyes for what two must agree to.
LISTED = (
    Account(username="author", role="author", body="demo-university", post="filer-1"),
    Account(username="unit", role="unit clerk", body="demo-university", post=DESK),
    Account(username="department", role="department reviewer", body="sx-edu", post=DESK),
    Account(username="province", role="provincial 审核员", body="sx", post=DESK),
    Account(username="nation", role="national receiver", body="nation", post=DESK),
    Account(username="stranger", role="stranger", body="snnu", post=DESK),
    Account(username="department-super", role="department super", body="sx-edu", post=SUPER),
    Account(username="unit-super", role="unit super", body="demo-university", post=SUPER),
    Account(username="province-manager", role="provincial manager", body="sx", post=MANAGER),
)


class Cast:
    """Everybody by body and post; actors are built once, since nobody's rights change here."""

    def __init__(self) -> None:
        self._users: dict[tuple[str, str], int] = {}
        self._actors: dict[tuple[str, str], Actor] = {}

    def add(self, body: str, post: str, user: User) -> None:
        """Note who holds a post."""
        self._users[body, post] = user.pk

    def actor(self, body: str, post: str) -> Actor:
        """Give the actor who holds a post. KeyError for a post that nobody holds."""
        if (body, post) not in self._actors:
            found = actor_for(user_by_id(self._users[body, post]))
            if found is None:
                raise LookupError(f"{body} {post} is not active")
            self._actors[body, post] = found
        return self._actors[body, post]


def create_people(organisations: Mapping[str, Organisation], passwords: Mapping[str, str]) -> Cast:
    """Create everybody through organisations.actions. `passwords` are of the listed accounts."""
    cast, given = Cast(), cycle(names())
    listed = {(account.body, account.post): account for account in LISTED}
    for body in bodies():
        for post, rights in posts(body):
            account = listed.get((body.key, post))
            username = account.username if account else f"{body.key}-{post}"
            user = create_user(
                username=username,
                name=next(given),
                organisation=organisations[body.key],
                rights=rights,
                password=passwords.get(username),
                is_super=post == (DESK if body.key == PROVINCE_OFFICE else SUPER),
                password_locked=account is not None,
                phone=phone(body.region),
            )
            cast.add(body.key, post, user)
    return cast


def posts(body: Body) -> Iterator[tuple[str, frozenset[Right]]]:
    """Posts of a body with their rights; each body has one super administrator.

    The province's has a manager of equal rights beside it.
    """
    if body.key != PROVINCE_OFFICE:
        yield SUPER, frozenset({Right.MANAGE})
    if body.has_office:
        yield DESK, DESK_RIGHTS[body.rank]
    if body.key == PROVINCE_OFFICE:
        yield MANAGER, DESK_RIGHTS[body.rank]
    for number in range(1, FILERS + 1) if body.may_file else ():
        yield f"filer-{number}", frozenset({Right.ENTER})
