"""A filer's list: what waits for the filer first, found by group and by words."""

import pytest
from tests.stage import user_of

from kedeng.apps.registrations.models import Registration


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


@pytest.fixture
def records(record_in):
    """One record in each of five states, the most urgent made neither first nor last."""
    order = ("draft", "published", "returned", "in_review", "withdrawn")
    return {state: record_in(state, title=f"演示成果甲{state}") for state in order}


def listed(page, query=""):
    return [record.state for record in page.get(f"/my/{query}").context["page"].object_list]


def test_what_waits_for_the_filer_stands_first(page, records):
    assert listed(page) == ["returned", "draft", "in_review", "published", "withdrawn"]


def test_the_list_is_narrowed_by_group_and_by_words(page, records):
    groups = {key: count for key, _, count in page.get("/my/").context["groups"]}
    assert groups == {"waiting": 2, "under_way": 1, "registered": 1, "ended": 1}
    assert listed(page, "?group=waiting") == ["returned", "draft"]
    assert listed(page, "?group=registered&text=甲 PUBLISHED") == ["published"]
    assert listed(page, f"?text={records['published'].number}") == ["published"]
    assert listed(page, f"?text={records['draft'].code.lower()}") == ["draft"]
    assert listed(page, "?group=nonsense&text=没有这个") == []


def test_a_search_that_finds_nothing_leads_back(page, records):
    shown = page.get("/my/?text=没有这个").content.decode()
    assert "没有符合条件的登记。" in shown
    assert "新建一项" not in shown


def test_pages_keep_what_was_looked_for(page, stage, draft):
    first = draft(complete=False)
    twins = [{"code": f"TWIN{n:08}", "title": "演示双生"} for n in range(31)]
    same = {"filer_id": first.filer_id, "filer_organisation": first.filer_organisation}
    more = {"category": first.category, "edition": first.edition, "round": first.round}
    more |= {"declared_open_by": "演示", "declared_open_at": first.declared_open_at}
    Registration.objects.bulk_create(Registration(**twin, **same, **more) for twin in twins)
    shown = page.get("/my/?text=双生&group=waiting").content.decode()
    assert "?text=%E5%8F%8C%E7%94%9F&amp;group=waiting&amp;page=2" in shown


def test_a_copy_names_its_source_and_what_comes_along(page, draft):
    source = draft(title="演示源头成果")
    shown = " ".join(page.get(f"/my/{source.code}/copy/", follow=True).content.decode().split())
    assert f"从“演示源头成果”（{source.code}）复制。类别不变：软科学成果。" in shown
    assert "附件、说明和审查意见不复制" in shown
    assert "1　" not in shown
