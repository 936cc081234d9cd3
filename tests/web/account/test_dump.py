"""A copy of the database opens nothing: no string of it is a password, code, token or cookie."""

import re
from base64 import b32decode, b32encode, urlsafe_b64decode
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.stage import PASSWORD, person
from tests.web.account.second_factor import App

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions.institution_applications import begin_institution
from kedeng.apps.organisations.models import (
    ActivationCode,
    AuthenticatorApp,
    MailCode,
    RecoveryCode,
    User,
)
from kedeng.apps.organisations.queries.applications import institution_draft
from kedeng.apps.organisations.recovery import code_digest
from kedeng.apps.organisations.sealed import unseal
from kedeng.apps.organisations.session_store import SessionStore
from kedeng.domain.rights import Right
from kedeng.lib.totp import code_at

PUBLIC = {
    *("rounds_codelistversion", "rounds_evidencepack"),  # the shipped lists
    *("auth_permission", "django_content_type", "django_migrations"),  # names out of the code
}
"""Tables that are the same in every installation: large, and no secret."""
WORD = re.compile(r"[^\s\"'{}\[\],:]{6,}")


def dump():
    """Every table as text: whole cells, and the words in them."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in PUBLIC:
                continue
            cursor.execute(f'select * from "{table}"')
            for row in cursor.fetchall():
                for cell in filter(None, row):
                    text = cell.hex() if isinstance(cell, bytes | memoryview) else str(cell)
                    found |= {text, *WORD.findall(text)}
    return found


@pytest.fixture
def secrets(unfounded, stage):
    """One live credential of each kind, each known to be one."""
    filer = person(stage.university, "filer", Right.ENTER)
    newcomer = actions.create_user(
        username="newcomer",
        name="演示新人",
        organisation=stage.university,
        rights=[Right.ENTER],
        password=None,
    )
    User.objects.filter(pk=filer.user_id).update(recovery_email="filer@example.org")
    browser = Client()
    browser.post("/login/", {"username": "filer", "password": PASSWORD})
    app = App(person(stage.university, "reviewer", Right.REVIEW))
    _, resume = begin_institution(province=stage.province, network="")
    return {
        "password": PASSWORD,
        "code": actions.issue_code(actor=None, user=newcomer),
        "mail": actions.ask_to_recover(username="filer").code,
        "token": actions.issue_token(actor=filer, label="演示"),
        "cookie": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "device": browser.cookies[settings.DEVICE_COOKIE_NAME].value,
        "app": b32encode(app.secret).decode(),
        "recovery": app.codes[0],
        "resume": resume,
    }


def opens(text):
    """What a string opens: tried as every kind of credential."""
    found = set()
    if any(user.check_password(text) for user in User.objects.all()):
        found.add("password")
    if redeems(actions.redeem_code, ActivationCode, "newcomer", text):
        found.add("code")
    if redeems(actions.redeem_recovery_code, MailCode, "filer", text):
        found.add("mail")
    if queries.user_of_token(text):
        found.add("token")
    if SessionStore(text).load():
        found.add("cookie")
    if is_secret_of_app(text):
        found.add("app")
    if RecoveryCode.objects.filter(digest=code_digest(text), used_at=None).exists():
        found.add("recovery")
    if institution_draft(text):
        found.add("resume")
    return found


def is_secret_of_app(text):
    """Whether a string, read in any of the usual ways, shows the codes that the service expects."""
    app = AuthenticatorApp.objects.get()
    kept = unseal(app.sealed_secret, purpose=f"totp:{app.user_id}")
    steps = range(app.last_step, app.last_step + 3)
    return any(
        all(code_at(read, step) == code_at(kept, step) for step in steps) for read in readings(text)
    )


def readings(text):
    """Bytes that a string may stand for; none where it is no such spelling."""
    padded = text + "=" * (-len(text) % 8)
    for read in (str.encode, bytes.fromhex, lambda _: b32decode(padded), urlsafe_b64decode):
        with suppress(ValueError):
            yield read(text)


def redeems(redeem, codes, username, text):
    codes.objects.update(attempts_left=5)
    try:
        return bool(redeem(username=username, typed=text))
    except actions.RefusedError:
        return False


def test_every_live_credential_opens_what_it_is_for(secrets):
    for kind in ("password", "code", "mail", "token", "cookie", "app", "recovery", "resume"):
        assert opens(secrets[kind]) == {kind}


def test_no_string_of_the_database_is_a_credential(secrets):
    strings = [text for text in dump() if text.isascii() and len(text) < 400]
    assert len(strings) > 50
    assert {text: found for text in strings if (found := opens(text))} == {}


def test_no_credential_stands_in_the_database(secrets):
    whole = "\n".join(dump())
    told = {**secrets, "app in hex": b32decode(secrets["app"]).hex()}
    for kind, secret in told.items():
        assert secret not in whole, kind
        assert secret.replace("-", "") not in whole, kind
