"""A department's whole day, in the browser: thirty records from the unit to the nation.

Under Guangxi's policy with publicity and certificates, under Shanxi's without. The service's clock
runs 33 days behind until the publicity is over: nobody waits thirty days for it.
"""

import re

import pytest
from tests.journeys.day import (
    Crew,
    bulk,
    decide_the_objection,
    file_thirty,
    found_a_town,
    hand_the_table_over,
    let_everybody_in,
    mend_and_send_again,
    object_to,
    publicise,
    register_the_batch,
    return_with_notes,
    see_certificates,
    see_only_the_changes,
    send_back_from_the_nation,
    take_the_objection,
    undo_one,
)
from tests.journeys.serving import new_ground

pytestmark = [pytest.mark.journey, pytest.mark.trial]

GUANGXI, SHANXI = "广西壮族自治区 2025", "山西省 2025"
PUBLICITY = 33  # days: the thirty, the first that does not count, and one to spare


@pytest.fixture
def ground(tmp_path_factory):
    """An empty registry of its own."""
    with new_ground(tmp_path_factory.mktemp("day")) as laid:
        yield laid


@pytest.mark.parametrize("policy", [GUANGXI, SHANXI], ids=["guangxi", "shanxi"])
def test_a_department_has_its_day(policy, ground, sit_down, tmp_path) -> None:
    is_publicised = policy == GUANGXI
    days = PUBLICITY if is_publicised else 0
    then = ground.ago(days)
    codes = found_a_town(then)
    with then.serving("serve"):
        crew = let_everybody_in(then, sit_down, codes, days, policy)
        records = file_thirty(crew)
        assert len(records) == 30
        assert bulk(crew["clerk"], "审查通过，报送上级") == 30
        the_department_reviews(crew, records, tmp_path)
        the_province_audits(crew, is_publicised=is_publicised)
        if is_publicised:
            batch = publicise(crew["auditor"], "演示区第一批公示")
            number = object_to(crew.stranger(), batch, records[0].title)
            take_the_objection(crew["auditor"], number)
    if is_publicised:
        with ground.serving("serve"):
            crew.come_back()
            assert register_the_batch(crew["auditor"], batch) == 29
            see_certificates(crew, 29)
            decide_the_objection(crew, number, records[0])
            assert register_the_batch(crew["auditor"], batch) == 1
            the_nation_receives(crew, 30)
            return
    with ground.serving("serve"):
        crew["auditor"].open("/desk/certificates/")
        assert "没有符合条件的证书" in crew["auditor"].text()
        the_nation_receives(crew, 30)


def the_department_reviews(crew: Crew, records, folder) -> None:
    """Five go back with twelve notes and come again; all are recommended, one of them twice."""
    reviewer = crew["reviewer"]
    returned = return_with_notes(reviewer, records[:5])
    assert sum(map(len, returned.values())) == 12
    for record in records[:5]:
        mend_and_send_again(crew["author"], record, returned[record.code])
    assert bulk(crew["clerk"], "审查通过，报送上级") == 5
    for record in records[:5]:
        see_only_the_changes(reviewer, record, returned[record.code])
    assert bulk(reviewer, "推荐", checked=True) == 30
    undo_one(reviewer, records[7])
    assert bulk(reviewer, "推荐", checked=True) == 1
    hand_the_table_over(reviewer, crew["auditor"], folder)


def the_province_audits(crew: Crew, *, is_publicised: bool) -> None:
    """All are accepted and audited; their numbers come at once, or after the publicity."""
    auditor = crew["auditor"]
    assert bulk(auditor, "受理") == 30
    last = "审核通过，待公示" if is_publicised else "审核通过，赋登记号"
    assert bulk(auditor, last, checked=True) == 30


def the_nation_receives(crew: Crew, count: int) -> None:
    """All are reported; one comes back from the nation and is reported again; all are published."""
    auditor, receiver = crew["auditor"], crew["receiver"]
    assert bulk(auditor, "上报国家") == count
    title = send_back_from_the_nation(receiver)
    auditor.open("/desk/?state=registered")
    assert title in auditor.text()
    assert bulk(auditor, "上报国家") == 1
    assert bulk(receiver, "接收") == count
    assert bulk(receiver, "公布") == count
    receiver.open("/register/")
    assert re.search(rf"{count} 项", receiver.text())
