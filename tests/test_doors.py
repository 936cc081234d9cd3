"""Page and API refuse what the workflow table does not declare, and know no foreign record."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests.records import ALL_CHECKED, reload
from tests.stage import user_of

import kedeng
from kedeng.apps.organisations.actions import issue_token
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS

REFUSED = {403, 404, 409}
# The larger part of the matrix is for `make trial`: a page takes its time.
SOME = {State.DRAFT, State.RETURNED}
STATES = [pytest.param(state, marks=() if state in SOME else pytest.mark.trial) for state in State]


@pytest.fixture
def doors():
    """Give both doors for an actor: `doors(actor).by_api(…)`."""
    opened = {}
    return lambda actor: opened.setdefault(actor.user_id, Doors(actor))


class Doors:
    """Somebody with a browser and a token, who posts moves wherever moves are taken."""

    def __init__(self, actor):
        self.headers = {"Authorization": f"Bearer {issue_token(actor=actor, label='测试')}"}
        self.browser = Client()
        self.browser.force_login(user_of(actor))

    def by_api(self, registration, name):
        """Post a move with all that any move asks for; give the answer."""
        body = {
            "transition": name,
            "expected_version": registration.version,
            "reason": "演示",
            "to_desk": 0,
            "checks": ALL_CHECKED,
        }
        path = f"/api/v1/registrations/{registration.code}/moves"
        return Client().post(
            path, json.dumps(body), content_type="application/json", headers=self.headers
        )

    def by_pages(self, registration, name):
        """Post a move at every page that takes moves; give the answers."""
        fields = {
            "transition": name,
            "version": registration.version,
            "reason": "演示",
            "to_desk": 0,
            **{f"check:{key}": "on" for key in ALL_CHECKED},
        }
        return [
            self.browser.post(path.format(registration.code), fields)
            for path in ("/desk/r/{}/move/", "/records/{}/move/", "/my/{}/submit/")
        ]


def undeclared(state):
    return [name for name, row in TRANSITIONS.items() if state not in row.sources]


@pytest.mark.parametrize("state", STATES)
def test_the_api_refuses_every_undeclared_move(state, record_in, movers, doors):
    registration = record_in(state.value)
    for name in undeclared(state):
        answer = doors(movers[name]).by_api(registration, name)
        assert answer.status_code in REFUSED, name
        assert set(answer.json()) == {"code", "message", "params"}
    fresh = reload(registration)
    assert (fresh.state, fresh.version) == (state.value, registration.version)


@pytest.mark.parametrize("state", STATES)
def test_the_pages_refuse_every_undeclared_move(state, record_in, movers, doors):
    registration = record_in(state.value)
    for name in undeclared(state):
        for answer in doors(movers[name]).by_pages(registration, name):
            elsewhere = answer.status_code == 302 and not registration.submissions
            assert answer.status_code in REFUSED or elsewhere, (name, answer.request["PATH_INFO"])
    fresh = reload(registration)
    assert (fresh.state, fresh.version) == (state.value, registration.version)


def test_an_unknown_move_breaks_no_door(record_in, unit_clerk, doors):
    registration = record_in("in_review")
    for name in ("", "fly", "SUBMIT", "\ud83d", "x" * 5000):
        typed = name.encode("utf-8", "replace").decode()
        assert doors(unit_clerk).by_api(registration, typed).status_code == 422
        assert {one.status_code for one in doors(unit_clerk).by_pages(registration, typed)} <= {
            302,
            *REFUSED,
        }
    assert reload(registration).version == registration.version


# ── foreign records ──────────────────────────────────────────────────────────────────────────────


OPEN = ("/check/", "/C/")  # of prints: they say whether one is current, and show no title


def addresses(code):
    """Every address of the service that names a record by its code, and its methods to try."""
    for pattern in patterns(get_resolver().url_patterns, "/"):
        if re.search(r"<(str:)?code>", pattern) and not pattern.startswith(OPEN):
            filled = re.sub(r"<(str:)?code>", code, pattern)
            yield re.sub(r"<int:\w+>", "1", re.sub(r"<(str:)?\w+>", "overview", filled))


def patterns(entries, prefix):
    for entry in entries:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from patterns(entry.url_patterns, path)


@pytest.mark.parametrize("state", ["draft", "accepted"])
def test_a_foreign_record_is_found_at_no_address(state, record_in, stranger, doors):
    code = record_in(state).code
    browser, token = doors(stranger).browser, doors(stranger).headers
    found = list(addresses(code))
    assert len(found) > 30
    for path in found:
        headers = token if path.startswith("/api/") else {}
        for method in ("get", "post", "put", "patch", "delete"):
            answer = getattr(browser, method)(path, headers=headers)
            assert answer.status_code in {404, 405, 422, 428}, (method, path, answer.status_code)
            assert code not in answer.content.decode().replace(path, ""), (method, path)


def test_every_page_opens_stored_files_by_the_one_door_that_refuses_infected_ones():
    doors = {"web/records/delivery.py", "api/records.py"}
    root = Path(kedeng.__file__).parent
    opening = {
        str(file.relative_to(root))
        for floor in ("web", "api")
        for file in (root / floor).rglob("*.py")
        if "open_file(" in file.read_text(encoding="utf-8")
    }
    assert opening == doors
