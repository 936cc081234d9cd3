"""What certificates say is shown beside what is typed, and taken by a click alone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.domain.test_suggestions import ACCEPTANCE, INVENTION
from tests.papers import paper
from tests.records import reload

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.suggested import offers_for


@pytest.fixture
def bare(draft):
    return draft(category="applied_technology", complete=False)


def attach(actor, record, *pages, name="证书.pdf"):
    data = paper(*[page.splitlines() for page in pages])
    actions.add_evidence(
        actor=actor,
        registration=record,
        slots=["Y-2.4a"],
        stream=io.BytesIO(data),
        size=len(data),
        file_name=name,
    )


def save(actor, record, section, content, version=0):
    return actions.save_section(
        actor=actor,
        registration=record,
        section=section,
        content=content,
        expected_version=version,
    )


def offered(record, section=""):
    fresh = reload(record)
    return offers_for(fresh, judge(fresh), section)


def said(offer):
    return {item.field.key: item.shown for item in offer.items}


def take(browser, record, offer, *fields, **more):
    fields = fields or [item.field.key for item in offer.items]
    posted = {"key": offer.key, "version": offer.version, "take": fields, **more}
    return browser.post(f"/my/{record.code}/suggestion/", posted, follow=True)


def content(record, section):
    return record.sections.get(section=section).content


def test_a_patent_is_offered_as_a_row_and_stands_there_after_one_click(browser_of, author, bare):
    attach(author, bare, INVENTION)
    [offer] = offered(bare)
    assert (offer.section.key, offer.makes_row, offer.version) == ("ip_rights", True, 0)
    page = take(browser_of(author), bare, offer).content.decode()
    assert "已采用：类型 发明专利；名称 一种基于深度学习" in page
    [row] = content(bare, "ip_rights")
    assert {key: value for key, value in row.items() if key != "id"} == {
        "ip_type": "invention_patent",
        "ip_name": "一种基于深度学习的煤矿井下巷道变形监测方法及系统",
        "ip_number": "ZL202310123456.7",
        "ip_status": "granted",
        "application_date": "2023-02-14",
        "grant_date": "2025-03-21",
        "right_holder": "演示大学",
        "inventors": "张演示;李演示",
    }
    assert offered(bare) == []


def test_both_pages_show_value_line_and_page_and_nothing_is_taken_unasked(browser_of, author, bare):
    attach(author, bare, INVENTION)
    for address in (f"/my/{bare.code}/evidence/", f"/my/{bare.code}/s/ip_rights/"):
        page = browser_of(author).get(address).content.decode()
        assert "第 1 页原文：专 利 号：ZL 2023 1 0123456.7" in page, address
        assert "ZL202310123456.7" in page, address
    assert not bare.sections.filter(section="ip_rights").exists()
    other = browser_of(author).get(f"/my/{bare.code}/s/evaluation/").content.decode()
    assert "从附件读出的内容" not in other


def test_an_upload_says_that_something_was_read(browser_of, author, bare):
    file = SimpleUploadedFile("证书.pdf", paper(INVENTION.splitlines()))
    address = f"/my/{bare.code}/evidence/"
    page = browser_of(author).post(address, {"slots": "Y-2.4a", "file": file}, follow=True)
    assert "已上传 证书.pdf。从中读出了可以填入登记表的内容" in page.content.decode()


def test_a_second_click_makes_no_second_row(browser_of, author, bare):
    attach(author, bare, INVENTION)
    [offer] = offered(bare)
    for _ in range(2):
        take(browser_of(author), bare, offer)
    assert len(content(bare, "ip_rights")) == 1
    assert bare.sections.get(section="ip_rights").version == 1


def test_what_differs_is_shown_and_what_is_the_same_is_not(browser_of, author, bare):
    row = {"id": "a1", "ip_number": "zl 2023 1 0123456", "ip_name": "另一名称"}
    save(author, bare, "ip_rights", [row])
    attach(author, bare, INVENTION)
    [offer] = offered(bare)
    assert (offer.row, "ip_number" in said(offer)) == ("a1", False)
    differing = [(item.field.key, item.typed) for item in offer.items if item.differs]
    assert differing == [("ip_name", "另一名称")]
    page = browser_of(author).get(f"/my/{bare.code}/evidence/").content.decode()
    assert page.count("与填写不一致") == 1
    take(browser_of(author), bare, offer, "grant_date")
    assert content(bare, "ip_rights") == [{**row, "grant_date": "2025-03-21"}]


def test_newer_text_is_never_written_over(browser_of, author, bare):
    save(author, bare, "overview", {"achievement_name": "旧名称"})
    save(author, bare, "projects", [{"id": "p1", "project_title": "煤矿井下巷道变形监测"}])
    attach(author, bare, ACCEPTANCE)
    offer = next(each for each in offered(bare) if each.section.key == "projects")
    assert (offer.row, said(offer)) == ("p1", {"project_number": "202203021221001"})
    newer = [{"id": "p1", "project_title": "煤矿井下巷道变形监测", "project_number": "新编号"}]
    save(author, bare, "projects", newer, version=1)
    page = take(browser_of(author), bare, offer)
    assert page.status_code == 409
    assert content(bare, "projects") == newer
    text = page.content.decode()
    assert "202203021221001" in text
    assert "新编号" in text
    kept = {
        "version": 2,
        "op": "save",
        "rows": "p1",
        "r.p1.project_title": "煤矿井下巷道变形监测",
        "r.p1.project_number": "202203021221001",
    }
    for name, value in list(kept.items())[2:]:
        assert f'name="{name}" hidden>{value}<' in text
    browser_of(author).post(f"/my/{bare.code}/s/projects/", kept)
    assert content(bare, "projects")[0]["project_number"] == "202203021221001"


def test_the_evaluation_is_told_by_papers_of_its_method(author, bare):
    attach(author, bare, INVENTION, ACCEPTANCE)
    sections = {(each.paper, each.section.key) for each in offered(bare)}
    assert sections == {
        ("发明专利证书", "ip_rights"),
        ("项目验收（结题）材料", "projects"),
        ("项目验收（结题）材料", "evaluation"),
    }
    save(author, bare, "evaluation", {"evaluation_method": "patent_grant"})
    [offer] = offered(bare, "evaluation")
    assert said(offer) == {
        "evaluation_organization": "国家知识产权局",
        "evaluation_date": "2025-03-21",
        "evaluation_certificate_number": "证书号第6543210号",
    }


def test_of_two_papers_the_one_that_agrees_is_enough(author, bare):
    other = INVENTION.replace("0123456.7", "7654321.0").replace("03月21日", "04月22日")
    save(
        author,
        bare,
        "evaluation",
        {"evaluation_method": "patent_grant", "evaluation_date": "2025-04-22"},
    )
    attach(author, bare, INVENTION, other)
    dates = [said(each).get("evaluation_date") for each in offered(bare, "evaluation")]
    assert set(dates) == {None}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"key": "0000000000000000-1-ip_rights"}, "附件里已读不到这项内容"),
        ({"take": []}, "没有勾选任何一项"),
    ],
)
def test_a_refusal_is_a_sentence(browser_of, author, bare, change, told):
    attach(author, bare, INVENTION)
    [offer] = offered(bare)
    page = take(browser_of(author), bare, offer, "ip_name", **change)
    assert told in page.content.decode()
    assert not bare.sections.filter(section="ip_rights").exists()


def test_a_foreign_record_offers_nothing(browser_of, author, stranger, bare):
    attach(author, bare, INVENTION)
    [offer] = offered(bare)
    assert take(browser_of(stranger), bare, offer).status_code == 404


def test_the_page_of_a_section_comes_back_to_itself(browser_of, author, bare):
    attach(author, bare, INVENTION)
    [offer] = offered(bare)
    page = take(browser_of(author), bare, offer, back="ip_rights")
    assert page.redirect_chain == [(f"/my/{bare.code}/s/ip_rights/", 302)]
