"""Single sign-on against real OpenID providers: PKCE, state, nonce; nothing without a binding."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.stage import again, user_of
from tests.web.account.portal import SITE, Portal, changed, open_portals, query_of
from tests.web.account.second_factor import App, is_in, log_in, set_app_up

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import RefusedError, bind_identity
from kedeng.apps.organisations.models import ExternalIdentity, User, UserRight
from kedeng.apps.rounds.models import RoundWindow
from kedeng.web.apply.forms import prefilled

BIND = "/sso/bind/"


@pytest.fixture(scope="module")
def portals():
    with open_portals() as opened:
        yield opened


@pytest.fixture
def gansu(portals, settings) -> Portal:
    settings.KEDENG_URL = SITE
    settings.OIDC_PORTALS = [portal.settings() for portal in portals]
    return portals[0]


@pytest.fixture
def moe(portals, gansu) -> Portal:
    return portals[1]


def asked_of(client: Client, portal: Portal, query: str = "") -> str:
    """The address at the portal to which ours sends."""
    answer = client.get(f"/sso/{portal.key}/{query}")
    assert answer.status_code == 302
    return answer["Location"]


def sign_on(client: Client, portal: Portal, query: str = "", name: str = "zhang"):
    """The whole way there and back."""
    return client.get(portal.log_in(asked_of(client, portal, query), name))


@pytest.fixture
def bound(author, gansu):
    """The author, whose account is bound to zhang at the first portal."""
    bind_identity(actor=author, issuer=gansu.issuer, subject="zhang", name="演示zhang")
    return author


def refused(answer) -> bool:
    return answer.status_code == 401 and "没有从统一身份平台登录成功" in answer.content.decode()


# ── the way ──────────────────────────────────────────────────────────────────────────────────────


def test_a_deep_link_from_the_portal_lands_on_a_new_registration(client, gansu, bound):
    answer = sign_on(client, gansu, "?next=/my/new/")
    assert answer["Location"] == "/my/new/"
    assert client.get("/my/new/").status_code == 200
    assert events_of(f"user:{bound.user_id}")[-1].details == {
        "issuer": gansu.issuer,
        "subject": "zhang",
    }


def test_what_we_ask_has_pkce_state_and_nonce(client, gansu, db):
    asked = query_of(asked_of(client, gansu))
    wanted = ("response_type", "code_challenge_method", "redirect_uri", "scope")
    assert [asked[name] for name in wanted] == [
        "code",
        "S256",
        f"{SITE}/sso/gansu/return/",
        "openid profile email phone",
    ]
    assert [len(asked[name]) >= 20 for name in ("code_challenge", "state", "nonce")] == [True] * 3


def test_the_provider_asks_for_pkce(client, gansu, db):
    without = changed(asked_of(client, gansu), code_challenge=None, code_challenge_method=None)
    assert refused(client.get(gansu.log_in(without)))


@pytest.mark.parametrize("other", [{"code_challenge": "x" * 43}, {"nonce": "of-another-log-in"}])
def test_another_challenge_or_nonce_is_refused(client, gansu, bound, other):
    answer = client.get(gansu.log_in(changed(asked_of(client, gansu), **other)))
    assert (refused(answer), is_in(client)) == (True, False)


@pytest.mark.parametrize("other", [{"state": "guessed"}, {"state": None}, {"code": "guessed"}])
def test_another_state_or_code_is_refused(client, gansu, bound, other):
    back = gansu.log_in(asked_of(client, gansu))
    assert (refused(client.get(changed(back, **other))), is_in(client)) == (True, False)


def test_an_answer_works_once_and_only_in_the_browser_that_asked(client, gansu, bound):
    back = gansu.log_in(asked_of(client, gansu))
    assert refused(Client().get(back))
    client.get(back)
    client.post("/logout/")
    assert (refused(client.get(back)), is_in(client)) == (True, False)


def test_an_answer_of_another_portal_is_refused(client, gansu, moe, bound):
    back = moe.log_in(asked_of(client, moe))
    elsewhere = back.replace("/sso/moe/", "/sso/gansu/")
    assert (refused(client.get(elsewhere)), is_in(client)) == (True, False)
    back = gansu.log_in(asked_of(client, gansu))
    assert refused(client.get(changed(back, iss=moe.issuer)))


def test_a_refusal_at_the_portal_is_told_in_words(client, gansu, db):
    state = query_of(asked_of(client, gansu))["state"]
    assert refused(client.get(f"/sso/gansu/return/?error=access_denied&state={state}"))


def test_a_portal_that_is_away_or_calls_itself_otherwise_is_told_in_words(
    client, gansu, settings, db
):
    for issuer in ("http://127.0.0.1:9", gansu.issuer + "/"):
        settings.OIDC_PORTALS = [gansu.settings(issuer=issuer)]
        answer = client.get("/sso/gansu/")
        assert (answer.status_code, "暂时联系不上" in answer.content.decode()) == (401, True)


def test_whereto_is_an_address_of_our_own(client, gansu, bound):
    assert sign_on(client, gansu, "?next=https://evil.example/")["Location"] == "/"


def test_an_unknown_portal_is_not_there(client, gansu, db):
    assert client.get("/sso/nowhere/").status_code == 404
    assert client.get("/sso/nowhere/return/?code=x&state=y").status_code == 404


def test_the_log_in_page_names_the_portals(client, gansu, db):
    page = client.get("/login/?next=/my/new/").content.decode()
    assert 'href="/sso/gansu/?next=/my/new/"' in page
    assert "用甘肃政务服务网登录" in page


# ── who comes in ─────────────────────────────────────────────────────────────────────────────────


def test_an_unbound_identity_gets_no_account_and_no_rights(client, gansu, stage):
    before = (User.objects.count(), UserRight.objects.count())
    answer = sign_on(client, gansu, "?next=/my/new/")
    assert answer["Location"] == BIND
    page = client.get(BIND).content.decode()
    assert ("演示zhang" in page, "还没有绑定账号" in page) == (True, True)
    assert (User.objects.count(), UserRight.objects.count()) == before
    assert (is_in(client), ExternalIdentity.objects.count()) == (False, 0)


def test_two_issuers_with_the_same_subject_are_two_people(client, gansu, moe, bound):
    assert sign_on(client, moe)["Location"] == BIND
    assert not is_in(client)


def test_a_suspended_account_stays_shut(client, gansu, bound):
    User.objects.filter(pk=bound.user_id).update(is_active=False)
    answer = sign_on(client, gansu)
    assert (answer.status_code, is_in(client)) == (401, False)
    assert "现在不能使用" in answer.content.decode()


def test_the_own_second_factor_is_asked_all_the_same(client, gansu, bound):
    app = App(bound)
    answer = sign_on(client, gansu, "?next=/my/new/")
    assert ("第二步验证" in answer.content.decode(), is_in(client)) == (True, False)
    done = client.post("/login/second/", {"otp": app.shows(), "next": "/my/new/"})
    assert (done["Location"], is_in(client)) == ("/my/new/", True)


def test_a_portal_that_asks_for_one_itself_is_believed_if_the_site_says_so(
    client, gansu, bound, settings
):
    App(bound)
    settings.OIDC_PORTALS = [gansu.settings(asks_second_factor=True)]
    assert sign_on(client, gansu)["Location"] == "/"
    assert is_in(client)


def test_whom_the_portal_names_takes_the_place_of_who_was_in(client, gansu, bound, unit_clerk):
    log_in(client, unit_clerk)
    sign_on(client, gansu)
    assert user_of(bound).name in client.get("/account/").content.decode()


# ── binding ──────────────────────────────────────────────────────────────────────────────────────


def test_an_identity_is_bound_by_logging_in_once(client, gansu, author):
    rights = again(author).rights
    sign_on(client, gansu, "?next=/my/new/")
    assert log_in(client, author, next=BIND)["Location"] == BIND
    assert "绑定到这个账号" in client.get(BIND).content.decode()
    assert client.post(BIND, {"confirm": "1"})["Location"] == "/my/new/"
    assert [(one.user_id, one.issuer, one.subject) for one in ExternalIdentity.objects.all()] == [
        (author.user_id, gansu.issuer, "zhang")
    ]
    assert events_of(f"user:{author.user_id}")[-1].kind == "account.identity_bound"
    browser = Client()
    sign_on(browser, gansu)
    assert (is_in(browser), again(author).rights) == (True, rights)


def test_a_wrong_password_binds_nothing(client, gansu, author):
    sign_on(client, gansu)
    username = user_of(author).username
    client.post("/login/", {"username": username, "password": "wrong", "next": BIND})
    client.post(BIND, {"confirm": "1"})
    assert (is_in(client), ExternalIdentity.objects.count()) == (False, 0)


def test_nobody_binds_without_coming_from_a_portal(browser_of, author, gansu):
    browser = browser_of(author)
    for answer in (browser.get(BIND, follow=True), browser.post(BIND, {}, follow=True)):
        assert "请重新从平台登录" in answer.content.decode()
    assert ExternalIdentity.objects.count() == 0


def test_the_offer_to_bind_ends_after_ten_minutes(client, gansu, author):
    sign_on(client, gansu)
    session = client.session
    at = (timezone.now() - timedelta(minutes=11)).isoformat()
    session["sign_on_unbound"] = {**session["sign_on_unbound"], "at": at}
    session.save()
    assert "请重新从平台登录" in client.get(BIND).content.decode()


def test_a_binding_asks_for_a_fresh_proof(client, gansu, author):
    log_in(client, author)
    sign_on(client, gansu, "?bind=1")
    session = client.session
    session["proved_at"] = (timezone.now() - timedelta(minutes=11)).isoformat()
    session.save()
    assert client.post(BIND, {"confirm": "1"}).status_code == 401
    assert ExternalIdentity.objects.count() == 0


def test_an_identity_belongs_to_one_account(client, gansu, bound, unit_clerk):
    log_in(client, unit_clerk)
    answer = sign_on(client, gansu, "?bind=1&next=/account/security/")
    assert answer["Location"] == "/account/security/"
    assert "这个统一身份已经绑定了其他账号" in client.get("/account/security/").content.decode()
    with pytest.raises(RefusedError):
        bind_identity(actor=unit_clerk, issuer=gansu.issuer, subject="zhang", name="")
    with pytest.raises(RefusedError):
        bind_identity(actor=bound, issuer=gansu.issuer, subject="li", name="")


def test_a_binding_is_undone_by_its_owner_alone(client, gansu, bound, browser_of, stranger):
    (identity,) = ExternalIdentity.objects.all()
    undo = f"/sso/{identity.pk}/unbind/"
    browser_of(stranger).post(undo)
    assert ExternalIdentity.objects.count() == 1
    browser_of(bound).post(undo)
    assert ExternalIdentity.objects.count() == 0
    assert events_of(f"user:{bound.user_id}")[-1].kind == "account.identity_unbound"
    assert sign_on(client, gansu)["Location"] == BIND


def test_an_identity_of_a_portal_that_is_gone_can_still_be_unbound(
    browser_of, gansu, bound, settings
):
    settings.OIDC_PORTALS = []
    page = browser_of(bound).get("/account/security/").content.decode()
    assert (gansu.issuer in page, "解除绑定" in page) == (True, True)


def test_a_shared_demo_account_takes_no_identity(gansu, author):
    User.objects.filter(pk=author.user_id).update(password_locked=True)
    with pytest.raises(RefusedError):
        bind_identity(actor=author, issuer=gansu.issuer, subject="zhang", name="")


def test_who_must_first_set_up_a_second_factor_is_led_back_to_the_binding(
    client, gansu, department_reviewer
):
    RoundWindow.objects.update(closes=timezone.now() - timedelta(days=1))
    sign_on(client, gansu)
    log_in(client, department_reviewer, next=BIND)
    assert client.get(BIND)["Location"] == "/account/security/"
    set_app_up(client)
    assert f'href="{BIND}"' in client.get("/account/security/").content.decode()


# ── no account yet ───────────────────────────────────────────────────────────────────────────────


def filled_in(client: Client, stage) -> dict[str, str]:
    """What stands in the application for an account before anybody has typed."""
    page = client.get(
        f"/apply/account/?department={stage.department.pk}&unit={stage.university.pk}"
    )
    form = page.context["form"]
    return {name: form[name].value() for name in ("name", "phone", "email", "username_wish")}


def test_an_application_is_filled_in_with_what_the_portal_says(client, gansu, stage):
    assert sign_on(client, gansu)["Location"] == BIND
    assert 'href="/apply/account/"' in client.get(BIND).content.decode()
    assert filled_in(client, stage) == {
        "name": "演示zhang",
        "phone": "0931-1234567",
        "email": "zhang@example.org",
        "username_wish": "zhang.portal",
    }
    nothing = dict.fromkeys(("name", "phone", "email", "username_wish"), "")
    assert filled_in(Client(), stage) == nothing


def test_a_portal_that_says_little_is_asked_for_no_more(client, moe, stage):
    assert query_of(asked_of(client, moe))["scope"] == "openid profile"
    assert sign_on(client, moe)["Location"] == BIND
    little = {"name": "演示zhang", "phone": "", "email": "", "username_wish": ""}
    assert filled_in(client, stage) == little


def test_a_login_name_of_another_shape_is_left_out():
    told = {"name": "李雷", "username": "李雷@gansu", "phone": "1" * 60}
    assert prefilled(told) == {
        "name": "李雷",
        "phone": "1" * 40,
        "email": "",
        "username_wish": "",
    }
