"""The page of a desk's usual words."""


def test_phrases_are_kept_used_and_dropped(browser_of, provincial_auditor, record_in):
    desk = browser_of(provincial_auditor)
    kept = desk.post("/desk/phrases/", {"text": "请补充盖章页。", "shared": "on"})
    assert kept["Location"] == "/desk/phrases/"
    page = desk.get("/desk/phrases/")
    (phrase,) = page.context["shared"]
    shown = desk.get(f"/desk/r/{record_in('accepted').code}/").content.decode()
    assert '<option value="请补充盖章页。"></option>' in shown
    assert 'name="note:overview.keywords" list="phrases"' in shown
    desk.post("/desk/phrases/drop/", {"phrase": phrase.pk})
    assert desk.get("/desk/phrases/").context["shared"] == []


def test_a_refused_phrase_stays_in_its_box(browser_of, department_reviewer):
    desk = browser_of(department_reviewer)
    answer = desk.post("/desk/phrases/", {"text": "大家用", "shared": "on"})
    assert answer.status_code == 403
    assert "大家用</textarea>" in answer.content.decode()
    assert "给本机构所有审查人员用" not in answer.content.decode()
