"""Loading the demonstration: real moves bring every plan to its state, once."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.stage import empty_registry

from kedeng.apps.announcements.models import Announcement
from kedeng.apps.announcements.queries import front_announcements, readership
from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.organisations.actions import RefusedError, change_password
from kedeng.apps.organisations.models import (
    AccountApplication,
    InstitutionApplication,
    Organisation,
    User,
)
from kedeng.apps.organisations.queries import actor_for, user_by_id, user_of_token
from kedeng.apps.registrations.models import (
    ChangeRequest,
    HandOver,
    HandOverAnswer,
    Move,
    Plea,
    Registration,
    Revision,
    RouteStop,
)
from kedeng.apps.registrations.queries import visible_to
from kedeng.apps.rounds.models import NumberCode, Round
from kedeng.apps.rounds.queries import templates, windows_of
from kedeng.commands.demonstration.accounts import accounts_file
from kedeng.commands.demonstration.facts import bodies, projects
from kedeng.commands.demonstration.filing import file_all
from kedeng.commands.demonstration.load import Loaded, load
from kedeng.commands.demonstration.people import LISTED, Cast, posts
from kedeng.commands.demonstration.plan import plans
from kedeng.commands.demonstration.rounds import extend_rounds
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.rights import Right
from kedeng.domain.states import State
from kedeng.domain.windows import Step
from kedeng.web.public.demo import demo_accounts

pytestmark = pytest.mark.django_db
SIZE = 15
OPEN_ROUND = "2025年度演示轮次"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small demonstration, loaded once for this module and rolled back behind it."""
    home = tmp_path_factory.mktemp("home")
    with (
        django_db_blocker.unblock(),
        override_settings(HOME=home, KEDENG_DEMO=True),
        transaction.atomic(),
    ):
        empty_registry()
        yield load(SIZE)
        transaction.set_rollback(True)


# Shanxi publicises nothing before the number.
STATES = set(State) - {State.PASSED, State.PUBLICISED, State.DISPUTED}


def test_load_brings_every_plan_to_its_state(loaded):
    planned = plans(SIZE)
    states = Registration.objects.values_list("state", flat=True)
    categories = Registration.objects.values_list("category", flat=True)

    assert loaded.filed == len(planned)
    assert Counter(states) == Counter(plan.state.value for plan in planned)
    assert set(states) == STATES
    assert set(categories) == set(CATEGORY_NAMES)


def test_the_real_notice_stands_with_its_covering_one(loaded):
    covering, notice = Announcement.objects.order_by("-id")
    assert (notice.issuer.name, notice.number, notice.dated) == ("山西省科学技术厅", "", None)
    assert (covering.issuer.name, covering.number, covering.printed_on, covering.forwards) == (
        *("山西省教育厅", "晋教科信函〔2026〕10号", date(2026, 1, 15)),
        notice,
    )
    assert list(front_announcements(5)) == [notice]  # 此件依申请公开
    assert [each.mark is None for each in readership(notice)].count(False) == 3


def test_applications_wait_in_the_inboxes(loaded):
    pending = AccountApplication.objects.filter(state="pending")
    addressees = Counter(pending.values_list("addressee__name", flat=True))
    assert addressees == {"太原市科学技术局": 2, "演示科技大学": 1}
    (institution,) = InstitutionApplication.objects.all()
    assert (institution.state, institution.province.name) == ("pending", "山西省科学技术厅")


def test_every_submitted_record_was_moved_and_frozen(loaded):
    submitted = Registration.objects.exclude(first_submitted_at=None)

    assert not submitted.filter(moves=None).exists()
    assert not submitted.filter(revisions=None).exists()
    assert {stop.kind for stop in RouteStop.objects.filter(position=0)} == {"filer"}


def cast_of_the_load():
    """Everybody by body and post, as the load had them."""
    cast, listed = Cast(), {(one.body, one.post): one.username for one in LISTED}
    for body in bodies():
        for post, _ in posts(body):
            name = listed.get((body.key, post), f"{body.key}-{post}")
            cast.add(body.key, post, User.objects.get(username=name))
    return cast


# State and turn of a full demonstration → what is asked there, and how that stands.
ASKED = {
    (State.IN_REVIEW, 6): ("ask_return", "open"),
    (State.REFUSED, 1): ("appeal", "open"),
    (State.REFUSED, 3): ("appeal", "declined"),
}


def test_people_ask_for_what_is_not_theirs_to_do(loaded):
    wanted = [
        replace(plan, serial=plan.serial + 5000, title=f"{plan.title}（另一项）")
        for plan in plans()
        if (plan.state, plan.turn) in {*ASKED, (State.PUBLISHED, 10)}
    ]
    organisations = {body.key: Organisation.objects.get(name=body.name) for body in bodies()}
    open_round = Round.objects.get(title=OPEN_ROUND)
    file_all(wanted, cast_of_the_load(), organisations, {"sx": open_round})
    pleas = Plea.objects.order_by("pk").values_list("registration__state", "kind", "standing")
    assert list(pleas) == [(state.value, *told) for (state, _), told in ASKED.items()]
    change = ChangeRequest.objects.get()
    assert (change.registration.state, change.kind, change.standing) == (
        "published",
        "change",
        "asked",
    )


def test_the_department_has_handed_over_its_table(loaded):
    sent = HandOver.objects.get()
    assert (sent.batch.organisation.name, sent.batch.receiver.name) == (
        "山西省教育厅",
        "山西省科学技术厅",
    )
    assert not HandOverAnswer.objects.exists()


def test_nothing_was_said_against_a_real_title(loaded):
    real = {project.title for project in projects()}

    assert list(Move.objects.filter(registration__title__in=real).exclude(reason="")) == []


def test_every_body_has_one_super_administrator(loaded):
    supers = User.objects.filter(is_super=True).values_list("organisation", flat=True)
    assert sorted(supers) == sorted(Organisation.objects.values_list("pk", flat=True))
    assert actor_for(User.objects.get(username="province")).is_super


def test_a_second_load_keeps_everything(loaded):
    before = contents()

    again = load(SIZE)

    assert again == Loaded(filed=0, extended=2, seconds=again.seconds)
    assert contents() == before


def contents():
    """What a second start must leave as it is."""
    tables = (Organisation, User, Registration, Revision, Move, HistoryEvent, Round)
    counts = {model.__name__: model.objects.count() for model in tables}
    heads = sorted(HistoryEvent.objects.values_list("digest", flat=True))
    return counts, heads, accounts_file().read_bytes()


def test_a_later_start_puts_off_the_closings_only(loaded):
    round_ = Round.objects.get(title=OPEN_ROUND)
    before = windows_of(round_)

    extend_rounds(timezone.localdate() + timedelta(days=5))

    after = windows_of(Round.objects.get(pk=round_.pk))
    for step in (Step.SUBMIT, Step.RECOMMEND):
        assert after[step].opens == before[step].opens
        assert after[step].closes == before[step].closes + timedelta(days=5)


def test_open_round_closes_sixty_days_on(loaded):
    windows = windows_of(Round.objects.get(title=OPEN_ROUND))
    days = {step: (windows[step].closes - timezone.now()).days for step in windows}

    assert (days[Step.SUBMIT], days[Step.RECOMMEND]) == (60, 62)


def test_round_of_the_notice_is_closed_with_its_real_dates(loaded):
    round_ = Round.objects.get(is_demo=False)
    windows = windows_of(round_)

    assert (round_.year, round_.evidence_from, round_.evidence_to) == (
        2025,
        date(2025, 1, 1),
        date(2025, 12, 31),
    )
    assert {step: (window.opens, window.closes) for step, window in windows.items()} == {
        Step.SUBMIT: (None, datetime.fromisoformat("2026-01-22T00:00+08:00")),
        Step.RECOMMEND: (None, datetime.fromisoformat("2026-01-24T00:00+08:00")),
        Step.PAPER: (
            datetime.fromisoformat("2026-01-26T00:00+08:00"),
            datetime.fromisoformat("2026-01-28T00:00+08:00"),
        ),
    }
    assert all(told.source for told in round_.profile.told.values())


def test_every_province_finds_the_ready_profiles(loaded):
    assert {"山东省 2026", "山西省 2025"} <= {profile.title for profile in templates()}


def test_number_codes_await_confirmation(loaded):
    codes = NumberCode.objects.values_list("organisation__name", "code", "is_verified")

    assert sorted(codes) == [("山西省科学技术厅", "914", False), ("陕西省科学技术厅", "961", False)]


def test_department_that_files_for_itself_is_its_own_desk(loaded):
    stops = RouteStop.objects.filter(registration__filer_organisation__rank=3)
    routes = {}
    for stop in stops.order_by("position"):
        routes.setdefault(stop.registration_id, []).append(stop.kind)

    assert {tuple(kinds) for kinds in routes.values()} == {
        ("filer", "department", "province", "nation")
    }


def test_accounts_are_a_route_a_stranger_and_managers(loaded):
    assert [
        (account["username"], account["rank"], account["role"], account["organisation"])
        for account in demo_accounts()
    ] == [
        ("author", 4, "author", "演示科技大学"),
        ("unit", 4, "unit clerk", "演示科技大学"),
        ("department", 3, "department reviewer", "山西省教育厅"),
        ("province", 2, "provincial 审核员", "山西省科学技术厅"),
        ("nation", 1, "national receiver", "科学技术部（国家科技成果网）"),
        ("stranger", 4, "stranger", "陕西师范大学"),
        ("department-super", 3, "department super", "山西省教育厅"),
        ("unit-super", 4, "unit super", "演示科技大学"),
        ("province-manager", 2, "provincial manager", "山西省科学技术厅"),
    ]


def test_accounts_manage_what_they_are_listed_for(loaded):
    managers = {
        account["username"]: (actor.is_super, actor.has(Right.MANAGE))
        for account in demo_accounts()
        if (actor := actor_for(User.objects.get(username=account["username"]))).rank < 4
        or actor.is_super
    }
    assert managers == {
        "department": (False, False),
        "province": (True, True),
        "nation": (False, False),
        "department-super": (True, True),
        "unit-super": (True, True),
        "province-manager": (False, True),
    }


def test_accounts_log_in_by_password_and_by_token(loaded):
    for account in demo_accounts():
        user = User.objects.get(username=account["username"])
        assert user.check_password(account["password"])
        assert user_of_token(account["token"]) == user


def test_accounts_keep_their_passwords(loaded):
    for account in demo_accounts():
        user = user_by_id(User.objects.get(username=account["username"]).pk)
        with pytest.raises(RefusedError, match="password_locked"):
            change_password(actor=actor_for(user), old=account["password"], new="a longer one 2025")


def test_nobody_else_can_log_in(loaded):
    listed = {account["username"] for account in demo_accounts()}
    others = User.objects.exclude(username__in=listed)

    assert [user.username for user in others if user.has_usable_password()] == []


def test_accounts_are_told_in_a_demonstration_only(loaded):
    with override_settings(KEDENG_DEMO=False):
        assert demo_accounts() == []


def test_stranger_sees_the_own_province_alone(loaded):
    stranger = actor_for(user_by_id(User.objects.get(username="stranger").pk))
    seen = set(visible_to(stranger).values_list("filer_organisation__name", flat=True))

    assert seen == {"陕西师范大学"}


def test_author_has_a_record_in_every_state(loaded):
    author = User.objects.get(username="author")
    states = set(author.registrations.values_list("state", flat=True))

    assert states == STATES
