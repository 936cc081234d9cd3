"""Contacts of departments and blank forms, for anybody; the own contact in the console."""

import re

import pytest
from tests.stage import person

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import create_organisation
from kedeng.domain.rights import Right


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def city(stage):
    return create_organisation(
        name="演示太原市科技局",
        rank=3,
        parent=stage.province,
        region_code="1401",
        contact_name="成果科",
        contact_phone="0351-0000001",
        address="演示路 1 号",
    )


def test_anybody_reads_whom_to_ask(client, stage, city):
    page = text_of(client.get("/contacts/"))
    for said in ("演示省教育厅", "演示太原市科技局", "成果科", "0351-0000001", "演示路 1 号"):
        assert said in page
    assert "演示大学" not in page


def test_the_list_is_narrowed_to_a_city_or_a_name(client, stage, city):
    for query in ("region=1401", "text=太原"):
        page = text_of(client.get(f"/contacts/?{query}"))
        assert ("演示太原市科技局" in page, "演示省教育厅" in page) == (True, False)


def test_another_province_has_its_own_list(client, stage, city):
    page = text_of(client.get(f"/contacts/?province={stage.other_province.pk}"))
    assert ("外省市科技局（演示）" in page, "演示太原市科技局" in page) == (True, False)
    assert client.get("/contacts/?province=999999").status_code == 404


def test_the_list_goes_home_as_workbook_and_paper(client, stage, city):
    assert client.get("/contacts/contacts.xlsx").content[:2] == b"PK"
    assert client.get("/contacts/contacts.pdf").content[:4] == b"%PDF"


def test_a_registry_without_provinces_says_so(client, unfounded):
    assert "还没有省级登记机构" in text_of(client.get("/contacts/"))
    assert client.get("/contacts/contacts.xlsx").status_code == 404


def test_a_body_keeps_its_own_contact(client, stage, browser_of):
    desk = browser_of(person(stage.department, "manager", Right.MANAGE))
    told = {"contact_name": "科技处", "contact_phone": "0351-0000002", "address": "新址"}
    for _ in range(2):
        assert desk.post("/console/contact/", told)["Location"] == "/console/contact/"
    assert "科技处" in text_of(client.get(f"/contacts/?province={stage.province.pk}"))
    changed = [
        event.details["changed"]
        for event in events_of(f"organisation:{stage.department.pk}")
        if event.kind == "organisation.contact_changed"
    ]
    assert changed == [
        {
            "contact_name": ["", "科技处"],
            "contact_phone": ["", "0351-0000002"],
            "address": ["", "新址"],
        }
    ]


def test_a_contact_without_a_telephone_is_none(stage, browser_of):
    desk = browser_of(person(stage.department, "manager", Right.MANAGE))
    answer = desk.post("/console/contact/", {"contact_name": "科技处", "contact_phone": ""})
    assert (answer.status_code, 'value="科技处"' in text_of(answer)) == (422, True)


def test_who_does_not_manage_keeps_no_contact(browser_of, department_reviewer):
    assert browser_of(department_reviewer).get("/console/contact/").status_code == 403


def test_every_blank_form_goes_home_without_a_login(client, stage):
    page = client.get("/forms/").content.decode()
    found = sorted(set(re.findall(r'href="(/(?:forms|contacts)/[^"]+)"', page)))
    assert len(found) == 16  # 2 + 1 + 4 of the attachments, 3 forms twice, 3 papers
    for path in found:
        start = client.get(path.replace("&amp;", "&")).content[:4]
        assert start == (b"%PDF" if ".pdf" in path else b"PK\x03\x04"), path
    for said in ("附件 1", "附件 2", "附件 3", "附件 4", "/manual/4/manual.pdf"):
        assert said in page


def test_a_form_that_is_none_is_not_found(client, unfounded):
    for path in ("/forms/secret.pdf", "/forms/secret.xlsx", "/forms/application.pdf?province=9"):
        assert client.get(path).status_code == 404
