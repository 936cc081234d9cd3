"""Create an organisation or a user from the command line.

`kedeng add organisation NAME --rank 3 --under 山西省科学技术厅` and
`kedeng add user LOGIN --name 张三 --of 山西省教育厅 --rights review,forward,return`.
An activation code is printed once: with it the person sets a password of his or her own.
"""

import argparse
import sys

from kedeng.lib.credit_code import is_right

RIGHTS = "enter,review,forward,return,accept,receive,manage"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is to be created, and its particulars."""
    kinds = parser.add_subparsers(dest="kind", required=True)
    organisation = kinds.add_parser("organisation")
    organisation.add_argument("name")
    organisation.add_argument("--rank", type=int, required=True, choices=(1, 2, 3, 4))
    organisation.add_argument("--under", help="name of the organisation above; none for the nation")
    organisation.add_argument("--uscc", default="", help="unified social credit code")
    organisation.add_argument("--former", action="append", default=[], help="a former name")
    organisation.add_argument("--no-office", action="store_true", help="a unit without an office")
    user = kinds.add_parser("user")
    user.add_argument("login")
    user.add_argument("--name", required=True)
    user.add_argument("--of", required=True, help="name of the organisation")
    user.add_argument("--rights", default="enter", help=f"of {RIGHTS}")
    user.add_argument("--super", action="store_true", help="the organisation's super administrator")


def run(options: argparse.Namespace) -> int:
    """Create it; exit status 1 with a sentence where that cannot be."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    from django.db import IntegrityError  # noqa: PLC0415

    from kedeng.apps.organisations.actions import RefusedError  # noqa: PLC0415
    from kedeng.renderings.refusals import refusal  # noqa: PLC0415

    try:
        print((_organisation if options.kind == "organisation" else _user)(options))
    except RefusedError as error:
        print(f"add: {refusal(error.code, error.params)}", file=sys.stderr)
        return 1
    except (LookupError, ValueError, IntegrityError) as error:
        print(f"add: {error}", file=sys.stderr)
        return 1
    return 0


def _found(name: str) -> object:
    from kedeng.apps.organisations.queries import organisation_named  # noqa: PLC0415

    found = organisation_named(name)
    if found is None:
        raise LookupError(f"no organisation is called {name}")
    return found


def _organisation(options: argparse.Namespace) -> str:
    from kedeng.apps.organisations.actions import create_organisation  # noqa: PLC0415

    if options.uscc and not is_right(options.uscc):
        raise ValueError(f"{options.uscc} is no unified social credit code: its check fails")
    made = create_organisation(
        name=options.name,
        rank=options.rank,
        parent=_found(options.under) if options.under else None,
        other_names=options.former,
        uscc=options.uscc,
        has_office=not options.no_office,
    )
    return f"{made.name}: rank {made.rank}, number {made.pk}"


def _user(options: argparse.Namespace) -> str:
    from kedeng.apps.organisations.actions import create_user, issue_code  # noqa: PLC0415
    from kedeng.domain.rights import Right  # noqa: PLC0415

    made = create_user(
        username=options.login,
        name=options.name,
        organisation=_found(options.of),
        rights=[Right(right.strip()) for right in options.rights.split(",") if right.strip()],
        password=None,
        is_super=options.super,
    )
    return f"{made.username}: activation code {issue_code(actor=None, user=made)}"
