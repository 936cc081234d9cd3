"""Certificates by the API: named with the record, printed, checked by anybody."""

import pytest
from tests.api.conftest import said
from tests.records import publicity

from kedeng.apps.registrations.certificate_records import newest_certificate


@pytest.fixture
def registered(stage, record_in):
    publicity(stage.round, "none", certificate="download")
    return record_in("registered", title="演示甲")


def test_a_record_names_its_certificate_and_gives_its_print(calls, registered, author, stranger):
    made, here = newest_certificate(registered), f"/registrations/{registered.code}"
    told = calls(author).get(here).json()["certificate"]
    assert {key: told[key] for key in ("version", "code", "standing", "standing_name")} == {
        "version": 1,
        "code": made.code,
        "standing": "current",
        "standing_name": "有效",
    }
    assert told["pdf"] == f"/api/v1{here}/certificate.pdf"
    assert calls(author).get(f"{here}/certificate.pdf").content[:4] == b"%PDF"
    assert calls(author).get(f"{here}/certificate.pdf", version=2).status_code == 404
    assert calls(stranger).get(f"{here}/certificate.pdf").status_code == 404


def test_a_record_without_one_says_why(calls, record_in, author):
    here = f"/registrations/{record_in('registered').code}"
    assert calls(author).get(here).json()["certificate"] is None
    told = calls(author).get(f"{here}/why").json()["certificate"]
    assert (told["giving"], told["versions"], told["why_not"]) == (
        "不发",
        [],
        "本省的登记政策不发登记证书。",
    )


def test_anybody_checks_a_code(calls, registered):
    made = newest_certificate(registered)
    told = calls().get(f"/certificates/{made.code}", number=made.number).json()
    assert (told["standing"], told["number"], told["version"], told["newest_version"]) == (
        "current",
        made.number,
        1,
        1,
    )
    assert (told["content"]["title"], told["content"]["people"]) == ("演示甲", made.people)
    wrong = calls().get(f"/certificates/{made.code}", number="9142025Y9999")
    unknown = calls().get("/certificates/" + "0" * 16)
    assert said(wrong) == said(unknown) == (404, "not_found")
