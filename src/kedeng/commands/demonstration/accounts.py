"""The accounts that anybody may use in a demonstration; web/public/demo lists them.

Passwords and tokens are made at the first start and kept in KEDENG_HOME alone: there is no built-in
password in any edition (process.md B87).
"""

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from kedeng.apps.organisations.actions import issue_token
from kedeng.commands.demonstration.people import LISTED, Cast
from kedeng.lib.names import random_code

LABEL = "演示"


def accounts_file() -> Path:
    """Where the accounts are kept, readable by this user alone; web/public/demo knows the name."""
    return Path(settings.HOME) / "demo-accounts.json"


def new_passwords() -> dict[str, str]:
    """Make a password for each listed account, short enough to type: 40 random bits."""
    made = {account.username: random_code(8).lower() for account in LISTED}
    return {username: f"kd-{code[:4]}-{code[4:]}" for username, code in made.items()}


def keep_accounts(cast: Cast, passwords: Mapping[str, str]) -> None:
    """Issue a token for each listed account, then write the file."""
    accounts = []
    for account in LISTED:
        actor = cast.actor(account.body, account.post)
        accounts.append(
            {
                "username": account.username,
                "password": passwords[account.username],
                "token": issue_token(actor=actor, label=LABEL, may_manage=True),
                "rank": actor.rank,
                "role": account.role,
                "organisation": actor.organisation_name,
            }
        )
    file = accounts_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".part")
    partial.touch(mode=0o600)
    partial.write_text(json.dumps(accounts, ensure_ascii=False, indent=1), encoding="utf-8")
    partial.rename(file)
