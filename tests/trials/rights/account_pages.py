"""The table of the own account: each acts on what is the own, and a foreign thing stays as it is.

Whoever names somebody else's token, session, passkey or binding is led back to the own page: it is
neither betrayed nor touched.
"""

from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData
from tests.authenticator import Authenticator
from tests.stage import PASSWORD
from tests.trials.rights.table import LOGIN, PEOPLE, PUBLIC, Case, Table
from tests.trials.rights.world import World
from tests.web.account.second_factor import App

from kedeng.apps.messages.models import Message
from kedeng.apps.organisations.models import (
    ApiToken,
    AuthenticatorApp,
    ExternalIdentity,
    Passkey,
    Session,
)

OWNER = "clerk"
SETTING_UP, OLD = {"second_factor_due"}, {"password_due"}


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    own_pages(table)
    own_things(table, world)
    inbox(table, world)
    portals(table)
    return table.cases


def own_pages(table: Table) -> None:
    """Pages of no one thing."""
    table.get("address sessions", LOGIN, lets=PEOPLE)
    table.get("security app passkey", LOGIN, lets=PEOPLE | SETTING_UP)
    table.get("account", LOGIN, lets=PEOPLE | SETTING_UP | OLD)
    table.post("stay", LOGIN, lets=PEOPLE | SETTING_UP | OLD)
    new = {"data": {"old": PASSWORD, "new": "another-demo-password-2026"}}
    table.post("account", LOGIN, may=PEOPLE | SETTING_UP | OLD, more=lambda: new)
    wrong = {"data": {"old": "no", "new": "another-demo-password-2026"}}
    anyone = PEOPLE | SETTING_UP | OLD
    table.post("account", LOGIN, lets=anyone, thing="a wrong password", more=lambda: wrong)
    table.get("prove", LOGIN, asks=anyone)
    right = {"data": {"password": PASSWORD}}
    table.post("prove", LOGIN, lets=PEOPLE, back=SETTING_UP | OLD, more=lambda: right)
    label = {"data": {"label": "矩阵", "may_manage": "on"}}
    table.post("account_token", LOGIN, acts=PEOPLE, more=lambda: label)
    table.post("address", LOGIN, lets=PEOPLE, more=lambda: {"data": {"address": "a@example.org"}})
    table.post("address_drop", LOGIN, lets=PEOPLE)
    guess = {"data": {"otp": "000000"}}
    table.post("app passkey", LOGIN, lets=PEOPLE | SETTING_UP, more=lambda: guess)


def own_things(table: Table, world: World) -> None:
    """One person's token, session, passkey, app, codes, binding: nobody else ends or removes it."""
    actor = world.actors[OWNER]
    App(actor)
    App(world.actors["author"])
    one = ApiToken.objects.filter(user_id=actor.user_id).first()
    key = Passkey.objects.create(user_id=actor.user_id, label="演示", **passkey_columns())
    bound = ExternalIdentity.objects.create(
        user_id=actor.user_id, issuer="https://portal.example", subject="1"
    )
    session = world.people[OWNER].enter().session  # another browser of the same person
    row = Session.objects.filter(user_id=actor.user_id).order_by("-began_at").first()
    del session
    for page, kwargs in (
        ("account_token_revoke", {"token_id": one.pk}),
        ("passkey_remove", {"passkey_id": key.pk}),
        ("sign_on_unbind", {"identity_id": bound.pk}),
    ):
        table.post(page, LOGIN, kwargs, acts={OWNER}, lets=PEOPLE, thing=f"of {OWNER}")
    ends = {"acts": {OWNER}, "lets": PEOPLE, "core": "organisations_session"}
    table.post("session_end", LOGIN, {"key": row.session_key}, thing=f"of {OWNER}", **ends)
    table.post("sessions_end", LOGIN, **ends)
    own_app = set(
        AuthenticatorApp.objects.values_list("user__username", flat=True).filter(
            user__username__in=PEOPLE
        )
    )
    table.post("app_remove", LOGIN, acts=own_app, lets=PEOPLE, thing="own")
    rule = {"acts": own_app, "lets": PEOPLE, "back": SETTING_UP, "thing": "own"}
    table.post("recovery_codes", LOGIN, **rule)


def passkey_columns() -> dict:
    """Give what a passkey's row must have beside its owner."""
    key = Authenticator("http://testserver", "testserver")
    public = ES256.from_cryptography_key(key.key.public_key())
    held = AttestedCredentialData.create(b"\0" * 16, key.id, public)
    return {"credential_id": websafe_encode(key.id), "credential": bytes(held)}


def inbox(table: Table, world: World) -> None:
    """Each reads the own messages; a foreign one is not there."""
    told = message_to(world, OWNER)
    table.get("inbox inbox_choices", LOGIN, lets=PEOPLE)
    chosen = {"data": {"mail": ["returned"], "sms": []}}
    table.post("inbox_choices", LOGIN, may=PEOPLE, more=lambda: chosen)
    table.post("inbox_open", LOGIN, {"message_id": told.pk}, acts={OWNER})
    table.post("inbox_read", LOGIN, acts={OWNER}, lets=PEOPLE)


def message_to(world: World, name: str) -> Message:
    """Tell one person something, and nobody else anything."""
    Message.objects.all().delete()
    now = timezone.now()
    return Message.objects.create(
        recipient_id=world.actors[name].user_id,
        topic="returned",
        event_id=1,
        subject="user:1",
        headline="演示消息",
        made_at=now,
        shown_from=now,
    )


def portals(table: Table) -> None:
    """No portal is set up here: nobody gets in by one."""
    table.get("sign_on sign_on_return", PUBLIC, {"key": "no-such-portal"})
