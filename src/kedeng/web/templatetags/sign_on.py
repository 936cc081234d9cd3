"""The portals on the log-in page, whichever view shows it."""

from typing import Any

from django import template

from kedeng.web.account import oidc

register = template.Library()


@register.inclusion_tag("account/sign_on_links.html")
def sign_on_links(target: str) -> dict[str, Any]:
    """Links to the portals; they lead back to `target`."""
    return {"portals": oidc.providers(), "next": target}
