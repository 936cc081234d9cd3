"""The first step of a registry: the nation and its super administrator; all others follow."""

from django.db import transaction

from kedeng.apps.organisations.actions.credentials import issue_code
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.tree import create_organisation
from kedeng.apps.organisations.actions.users import check_person, create_user
from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.routes import NATION


@transaction.atomic
def found_registry(*, nation: str, username: str, name: str) -> tuple[User, str]:
    """Create the nation with its super administrator; give the user and the activation code.

    Nobody is there to allow it, so an empty registry alone lets it happen: whoever runs the
    command holds the machine (trust.md 6.3.2). The account holds no other right and no password.
    Raises RefusedError: already_founded, name_missing, username_shape. Then history.
    """
    if Organisation.objects.exists():
        raise RefusedError("already_founded")
    check_person(username=username, name=name, email="")
    body = create_organisation(name=nation, rank=NATION, parent=None)
    user = create_user(
        username=username,
        name=name,
        organisation=body,
        rights=(),
        password=None,
        is_super=True,
    )
    return user, issue_code(actor=None, user=user)
