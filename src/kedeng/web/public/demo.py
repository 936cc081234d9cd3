"""The demonstration's accounts, as its loader left them; nothing of the kind elsewhere."""

import json
from typing import Any

from django.conf import settings

FILE_NAME = "demo-accounts.json"


def demo_accounts() -> list[dict[str, Any]]:
    """Give the accounts of the demonstration, or nothing where this is none."""
    file = settings.HOME / FILE_NAME
    if not settings.KEDENG_DEMO or not file.exists():
        return []
    accounts: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return accounts
