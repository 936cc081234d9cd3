"""密码要求: chosen by the super administrator, for the own body and all below."""

from tests.stage import user_of

from kedeng.apps.organisations.queries import password_policy_of


def test_a_university_asks_more_of_its_people(university, author, said):
    status, page = said(university.get("/console/password-policy/"))
    assert (status, "等保口径" in page, "现代口径：" in page) == (200, True, False)
    university.post("/console/password-policy/", {"policy": "dengbao"})
    assert password_policy_of(user_of(author)).key == "dengbao"
    assert 'value="dengbao" checked' in said(university.get("/console/password-policy/"))[1]


def test_it_does_not_loosen(university, author, said):
    status, page = said(university.post("/console/password-policy/", {"policy": "modern"}))
    assert (status, "只能由国家或省级机构" in page) == (422, True)


def test_a_manager_chooses_nothing(manager):
    assert manager.get("/console/password-policy/").status_code == 403
    assert manager.post("/console/password-policy/", {"policy": ""}).status_code == 403
