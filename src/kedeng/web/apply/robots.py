"""What keeps robots from flooding the public applications, without a picture to read.

A page carries a signed ticket: it must have been opened a moment ago, and counts once. A field that
nobody sees must stay empty. How many come from one network is counted by the actions.
"""

import secrets
import time

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kedeng.apps.organisations.queries.applications import network_digest
from kedeng.web.account.guard import network_of

TRAP = "website"  # hidden from people, tempting for robots
_SALT = "kedeng.apply.ticket"
_SOONEST = 3  # seconds; nobody reads and fills in a form faster
_LATEST = 12 * 60 * 60


def new_ticket(age: int = 0) -> str:
    """Give a ticket for a page that was opened `age` seconds ago."""
    told = {"id": secrets.token_hex(8), "at": int(time.time()) - age}
    return signing.dumps(told, salt=_SALT)


def suspicion(post: QueryDict) -> str:
    """Say in a sentence why a posted form is not taken; "" when it is."""
    if post.get(TRAP):
        return _("“网址”一栏是给自动程序设的，请清空后再提交。")
    try:
        told = signing.loads(post.get("ticket", ""), salt=_SALT)
    except signing.BadSignature:
        return _("页面已失效，填写的内容还在，请核对后再提交一次。")
    age = time.time() - told["at"]
    if age < _SOONEST:
        return _("提交得太快了，请核对内容后再提交一次。")
    if age > _LATEST:
        return _("页面打开得太久，填写的内容还在，请核对后再提交一次。")
    return ""


def ticket_of(post: QueryDict) -> str:
    """Give the page's own ticket where it can still be used, so that a second click finds it."""
    try:
        signing.loads(post.get("ticket", ""), salt=_SALT, max_age=_LATEST)
    except signing.BadSignature:
        return new_ticket()
    return post["ticket"]


def network_sent_from(request: HttpRequest) -> str:
    """Give the keyed digest of the sender's network; "" where it is not known."""
    network = network_of(request)
    return network_digest(network) if network else ""
