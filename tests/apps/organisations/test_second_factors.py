"""Second factors: set up, used once each, kept so that a copy of the database is of no use."""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from django.utils import timezone
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AuthenticatorData
from tests.authenticator import Authenticator
from tests.stage import person, superior, user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions, passkeys
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError
from kedeng.apps.organisations.models import (
    AuthenticatorApp,
    GuessAllowance,
    Passkey,
    RecoveryCode,
    User,
)
from kedeng.apps.organisations.queries import factors_of
from kedeng.domain.rights import Right
from kedeng.lib.totp import base32, code_at, new_secret

SITE = ("http://localhost:8000", "localhost")


def step() -> int:
    return int(timezone.now().timestamp()) // 30


@pytest.fixture
def secret() -> bytes:
    return new_secret()


@pytest.fixture
def codes(department_reviewer, secret) -> list[str]:
    """The recovery codes that a reviewer got when the app was set up."""
    code = code_at(secret, step())
    return actions.set_up_app(actor=department_reviewer, secret=secret, code=code)


@pytest.fixture
def reviewer(department_reviewer) -> User:
    return user_of(department_reviewer)


def kinds(user: User) -> list[str]:
    return [event.kind for event in events_of(f"user:{user.pk}")][1:]


def refusal_of(act, **given) -> str:
    with pytest.raises(RefusedError) as refused:
        act(**given)
    return refused.value.code


def test_an_app_that_shows_a_right_code_is_set_up(codes, reviewer):
    factors = factors_of(reviewer.pk)
    assert (factors.app, factors.passkeys, factors.codes_left) == (True, (), 10)
    assert (len(codes), len(set(codes))) == (10, 10)
    assert kinds(reviewer) == ["account.second_factor_set", "account.recovery_codes_made"]


def test_an_app_that_shows_a_wrong_code_is_not(department_reviewer, secret, reviewer):
    given = {"actor": department_reviewer, "secret": secret, "code": code_at(secret, step() - 9)}
    assert refusal_of(actions.set_up_app, **given) == "code_wrong"
    assert not factors_of(reviewer.pk)


def test_a_code_works_once(codes, reviewer, secret):
    code = code_at(secret, step() + 1)
    actions.check_code(user=reviewer, code=f" {code[:3]} {code[3:]} ")
    assert refusal_of(actions.check_code, user=reviewer, code=code) == "code_wrong"


def test_the_code_that_set_the_app_up_is_used(codes, reviewer, secret):
    used = AuthenticatorApp.objects.get(user=reviewer).last_step
    assert refusal_of(actions.check_code, user=reviewer, code=code_at(secret, used)) == "code_wrong"


def test_a_recovery_code_works_once_however_it_is_typed(codes, reviewer):
    typed = f" {codes[0][:4]}-{codes[0][4:]} ".lower()
    actions.check_code(user=reviewer, code=typed)
    assert refusal_of(actions.check_code, user=reviewer, code=codes[0]) == "code_wrong"
    assert factors_of(reviewer.pk).codes_left == 9
    assert kinds(reviewer)[-1] == "account.recovery_code_used"


def test_nobody_elses_codes_work(codes, author):
    assert refusal_of(actions.check_code, user=user_of(author), code=codes[0]) == "code_wrong"


def test_after_five_wrong_codes_the_right_one_waits(codes, reviewer, secret):
    wrong = [refusal_of(actions.check_code, user=reviewer, code="000000") for _ in range(5)]
    right = code_at(secret, step() + 1)
    assert wrong == ["code_wrong"] * 5
    assert refusal_of(actions.check_code, user=reviewer, code=right) == "codes_wait"
    GuessAllowance.objects.update(full_at=timezone.now() + timedelta(minutes=60))  # 15 later
    actions.check_code(user=reviewer, code=right)


def test_another_telephone_takes_the_place_of_the_first(codes, department_reviewer, reviewer):
    other = new_secret()
    code = code_at(other, step())
    assert actions.set_up_app(actor=department_reviewer, secret=other, code=code) == []
    actions.check_code(user=reviewer, code=code_at(other, step() + 1))
    assert factors_of(reviewer.pk).codes_left == 10


def test_new_recovery_codes_void_the_old_ones(codes, department_reviewer, reviewer):
    fresh = actions.make_recovery_codes(actor=department_reviewer)
    assert refusal_of(actions.check_code, user=reviewer, code=codes[0]) == "code_wrong"
    actions.check_code(user=reviewer, code=fresh[0])


def test_recovery_codes_go_with_the_last_factor(codes, department_reviewer, reviewer):
    actions.remove_app(actor=department_reviewer)
    assert factors_of(reviewer.pk).codes_left == 0
    missing = refusal_of(actions.make_recovery_codes, actor=department_reviewer)
    assert missing == "second_factor_missing"


def test_a_shared_demo_account_takes_no_second_factor(department_reviewer, reviewer, secret):
    User.objects.filter(pk=reviewer.pk).update(password_locked=True)
    given = {"actor": department_reviewer, "secret": secret, "code": code_at(secret, step())}
    assert refusal_of(actions.set_up_app, **given) == "second_factor_locked"


def test_a_copy_of_the_tables_holds_no_usable_secret(codes, secret):
    rows = serializers.serialize("json", [*AuthenticatorApp.objects.all()])
    rows += serializers.serialize("json", [*RecoveryCode.objects.all()])
    told = [text for text in (base32(secret), secret.hex(), *codes) if text in rows]
    assert told == []


def test_a_secret_moved_to_another_account_does_not_open(codes, author, secret):
    AuthenticatorApp.objects.update(user=user_of(author))
    given = {"user": user_of(author), "code": code_at(secret, step() + 1)}
    assert refusal_of(actions.check_code, **given) == "code_wrong"


# ── passkeys ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(*SITE)


@pytest.fixture
def with_passkey(department_reviewer, reviewer, device) -> User:
    options, state = passkeys.options_to_make(reviewer, [])
    answer = json.loads(device.make(options))
    actions.add_passkey(actor=department_reviewer, label="电脑", state=state, answer=answer)
    return reviewer


def asked(user: User):
    return passkeys.options_to_prove(user.passkeys.all())


def test_a_passkey_opens_the_second_step(with_passkey, device):
    options, state = asked(with_passkey)
    answer = json.loads(device.prove(options))
    actions.check_passkey(user=with_passkey, state=state, answer=answer)
    key = Passkey.objects.get()
    assert (key.label, key.sign_count, key.last_used_on) == ("电脑", 1, timezone.localdate())
    assert factors_of(with_passkey.pk).codes_left == 10


def test_an_answer_to_another_challenge_is_refused(with_passkey, device):
    options, _ = asked(with_passkey)
    _, later = asked(with_passkey)
    given = {"user": with_passkey, "state": later, "answer": json.loads(device.prove(options))}
    assert refusal_of(actions.check_passkey, **given) == "passkey_refused"


def test_a_copy_of_a_passkey_is_refused(with_passkey, device):
    for _ in range(2):
        options, state = asked(with_passkey)
        answer = json.loads(device.prove(options))
        actions.check_passkey(user=with_passkey, state=state, answer=answer)
    device.count = 1
    options, state = asked(with_passkey)
    given = {"user": with_passkey, "state": state, "answer": json.loads(device.prove(options))}
    assert refusal_of(actions.check_passkey, **given) == "passkey_refused"


@pytest.mark.parametrize(
    "other", [Authenticator("http://evil.example", "localhost"), Authenticator(*SITE)]
)
def test_another_site_or_another_key_is_refused(with_passkey, device, other):
    other.id = device.id
    options, state = asked(with_passkey)
    given = {"user": with_passkey, "state": state, "answer": json.loads(other.prove(options))}
    assert refusal_of(actions.check_passkey, **given) == "passkey_refused"


@pytest.mark.parametrize("answer", [{}, [], "x", None, {"id": 1}, {"response": {}}])
def test_nonsense_is_refused_not_an_error(with_passkey, answer):
    _, state = asked(with_passkey)
    given = {"user": with_passkey, "state": state, "answer": answer}
    assert refusal_of(actions.check_passkey, **given) == "passkey_refused"


@pytest.mark.parametrize(
    "attestation",
    [
        b"",
        b"\xa3",  # a map of three that ends here
        b"\xa1\x63fmt\x64no",
        b"\x59\x01",  # a length of two bytes, of which one came
        b"\x81" * 10_000,  # a list in a list in a list
    ],
)
def test_a_passkey_whose_bytes_are_broken_is_refused(author, device, attestation):
    options, state = passkeys.options_to_make(user_of(author), [])
    answer = json.loads(device.make(options))
    answer["response"]["attestationObject"] = websafe_encode(attestation)
    given = {"actor": author, "label": "", "state": state, "answer": answer}
    assert refusal_of(actions.add_passkey, **given) == "passkey_refused"


def test_an_answer_without_a_key_makes_no_passkey(author, device):
    options, state = passkeys.options_to_make(user_of(author), [])
    answer = json.loads(device.make(options))
    data = AuthenticatorData.create(device.party, 1, 0)
    made = AttestationObject.create("none", data, {})
    answer["response"]["attestationObject"] = websafe_encode(bytes(made))
    given = {"actor": author, "label": "", "state": state, "answer": answer}
    assert refusal_of(actions.add_passkey, **given) == "passkey_refused"


def test_a_passkey_stands_in_one_account(with_passkey, author, device):
    options, state = passkeys.options_to_make(user_of(author), [])
    given = {
        "actor": author,
        "label": "",
        "state": state,
        "answer": json.loads(device.make(options)),
    }
    assert refusal_of(actions.add_passkey, **given) == "passkey_refused"


# ── a lost one ───────────────────────────────────────────────────────────────────────────────────


def test_the_superior_removes_a_lost_second_factor_with_a_reason(codes, stage, reviewer):
    head = superior(stage.department)
    actions.remove_lost_second_factor(actor=head, user=reviewer, reason="手机丢失，核对工作证")
    assert not factors_of(reviewer.pk)
    event = events_of(f"user:{reviewer.pk}")[-1]
    assert (event.kind, event.actor_name, event.details) == (
        "account.second_factor_removed",
        head.name,
        {"kind": "all", "reason": "手机丢失，核对工作证"},
    )


def test_a_removal_needs_a_reason_and_something_to_remove(codes, stage, reviewer):
    head = superior(stage.department)
    act = actions.remove_lost_second_factor
    assert refusal_of(act, actor=head, user=reviewer, reason=" ") == "reason_missing"
    act(actor=head, user=reviewer, reason="手机丢失")
    assert refusal_of(act, actor=head, user=reviewer, reason="再来") == "second_factor_missing"


def test_nobody_removes_their_own_as_lost(stage):
    head = superior(stage.department)
    given = {"actor": head, "user": user_of(head), "reason": "手机丢失"}
    assert refusal_of(actions.remove_lost_second_factor, **given) == "own_second_factor"


def test_a_super_administrators_is_removed_by_the_body_above_alone(stage):
    head, above = superior(stage.department), superior(stage.province)
    manager = person(stage.department, "manager", Right.MANAGE)
    secret = new_secret()
    actions.set_up_app(actor=head, secret=secret, code=code_at(secret, step()))
    given = {"user": user_of(head), "reason": "手机丢失"}
    act = actions.remove_lost_second_factor
    assert refusal_of(act, actor=manager, **given) == "super_answers_above"
    act(actor=above, **given)
    assert not factors_of(head.user_id)


def test_a_manager_removes_none_of_who_holds_more(codes, stage, reviewer):
    manager = person(stage.department, "manager", Right.MANAGE)
    given = {"actor": manager, "user": reviewer, "reason": "手机丢失"}
    assert refusal_of(actions.remove_lost_second_factor, **given) == "not_grantable"
    assert factors_of(reviewer.pk)


def test_who_does_not_define_an_account_leaves_it_alone(codes, reviewer, stranger, unit_clerk):
    for actor in (stranger, unit_clerk):
        with pytest.raises(OutOfReachError):
            actions.remove_lost_second_factor(actor=actor, user=reviewer, reason="手机丢失")
    assert factors_of(reviewer.pk)
