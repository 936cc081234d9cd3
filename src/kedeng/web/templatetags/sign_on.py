"""What stands on every log-in page: the portals, and a demonstration's accounts."""

from typing import Any

from django import template

from kedeng.web.account import oidc
from kedeng.web.public.demo import accounts_in_chinese

register = template.Library()


@register.inclusion_tag("account/sign_on_links.html")
def sign_on_links(target: str) -> dict[str, Any]:
    """Links to the portals; they lead back to `target`."""
    return {"portals": oidc.providers(), "next": target}


@register.simple_tag
def demo_accounts() -> list[dict[str, Any]]:
    """The accounts of a demonstration; none elsewhere."""
    return accounts_in_chinese()
