"""Sends letters with one-time codes, from memory: a table that held them would hold a credential.

Sending takes place beside the request, so that the answer takes as long for an account that there
is not. What cannot be sent is logged without address and code; the person asks again.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from kedeng.apps.organisations.actions import Letter, mail_codes

logger = logging.getLogger(__name__)
_postmen = ThreadPoolExecutor(max_workers=2, thread_name_prefix="post")


def is_set_up() -> bool:
    """Whether the service can send mail at all (MAIL_URL)."""
    return bool(settings.EMAIL_HOST)


def send_code(letter: Letter, *, recovers: bool) -> "Future[None]":
    """Send a code soon, to confirm an address or to get back in."""
    purpose = _("找回登录密码") if recovers else _("确认邮箱")
    text = _(
        "{name}：\n\n您在科技成果在线登记系统{purpose}，验证码是\n\n    {code}\n\n"
        "{minutes} 分钟内有效，只能用一次。请在发起操作的页面上输入，不要告诉任何人，"
        "包括自称管理员的人。\n如果不是您本人在操作，不必理会这封邮件。\n\n{site}\n"
    ).format(
        name=letter.name,
        purpose=purpose,
        code=letter.code,
        minutes=mail_codes.MINUTES,
        site=settings.KEDENG_URL,
    )
    return _postmen.submit(
        _send, _("科技成果在线登记：{}验证码").format(purpose), text, letter.address
    )


def send_notice(address: str, name: str) -> "Future[None]":
    """Tell a former address that it no longer serves to get back in."""
    text = _(
        "{name}：\n\n您在科技成果在线登记系统的找回邮箱刚刚换掉，本邮箱不再用于找回密码。\n"
        "如果不是您本人在操作，请立即登录检查，并联系发放账号的机构。\n\n{site}\n"
    ).format(name=name, site=settings.KEDENG_URL)
    return _postmen.submit(_send, _("科技成果在线登记：找回邮箱已更换"), text, address)


def _send(subject: str, text: str, address: str) -> None:
    try:
        send_mail(subject, text, None, [address])
    except OSError as error:  # smtplib's errors are OSErrors too
        logger.error("a letter could not be sent: %s", type(error).__name__)  # noqa: TRY400
