"""The task list: what is missing, wrong, to be explained, and which notes have not been heeded."""

import pytest
from tests.records import answer, move, reload, windows
from tests.stage import user_of

from kedeng.apps.registrations import actions

NOTES = (
    ("overview.keywords", "太少。"),
    ("people[q1]", "排序不对。"),
    ("evidence.R-1", "缺盖章页。"),
)


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


@pytest.fixture
def noted(at_department, department_reviewer):
    """A record that the department sent back with three notes."""
    notes = [actions.Note(path, "某处", text) for path, text in NOTES]
    reason = {"reason": "请修改", "to_desk": 0}
    return move(department_reviewer, at_department(), "return", notes=notes, **reason)


def shown(page, registration, path=""):
    return " ".join(page.get(f"/my/{registration.code}/{path}").content.decode().split())


def standing(page, registration):
    """The tags of every section that is not finished or voluntary, and the sums in words."""
    found = page.get(f"/my/{registration.code}/").context["standing"]
    tags = {row.section.key: [tag.text for tag in row.tags] for row in found.sections}
    dull = (["完成"], ["选填"])
    return {key: said for key, said in tags.items() if said not in dull}, found


def test_an_untouched_draft_is_empty_and_not_wrong(page, draft):
    tags, found = standing(page, draft("applied_technology", complete=False))
    assert tags == {
        "overview": ["未填"],
        "projects": ["未填"],
        "evaluation": ["未填"],
        "application": ["未填"],
        "transformation": ["未填"],
        "summary": ["未填"],
        "units": ["还差 5 项"],
        "people": ["未填"],
    }
    assert found.told == "27 项没有填、3 份附件没有上传"
    assert (found.total, found.done, found.left) == (8, 0, 30)


def test_what_is_wrong_is_told_apart_from_what_is_missing(page, draft, author):
    registration = draft()
    answer(author, registration, "overview", keywords=[], achievement_name="长" * 1001)
    tags, found = standing(page, registration)
    assert tags == {"overview": ["有 1 处错误", "还差 1 项"]}
    assert found.told == "1 处错误、1 项没有填"


def test_what_is_to_be_explained_shows_at_its_section(page, draft, author):
    registration = draft()
    answer(author, registration, "overview", discipline_code=[])
    tags, found = standing(page, registration)
    assert (tags, found.told) == ({"overview": ["有 1 处需说明"]}, "1 处需要说明")


def test_what_is_to_be_explained_of_the_evidence_shows_there(page, draft):
    registration = draft("applied_technology")
    registration.evidence.filter(slot="Y-2.1b").update(slot="Y-2.1a")  # no acceptance paper
    _, found = standing(page, registration)
    assert [tag.text for tag in found.evidence.tags()] == ["有 1 处需说明"]
    assert "有 1 处需说明" in shown(page, registration).partition("附件材料</h2>")[2]


def test_notes_that_nobody_heeded_are_counted_where_they_stand(page, noted):
    tags, found = standing(page, noted)
    assert tags == {"overview": ["有 1 条审查意见"], "people": ["有 1 条审查意见"]}
    assert [tag.text for tag in found.evidence.tags()] == ["有 1 条审查意见"]
    told = shown(page, noted)
    assert told.count("还有 3 条意见没有处理") == 2  # beside, and on narrow screens above
    assert "可以提交了" not in told


def test_a_mended_note_is_marked_and_counts_until_it_is_answered(page, noted, author):
    answer(author, noted, "overview", keywords=["甲", "乙", "丙"])
    told = shown(page, noted)
    assert "还有 3 条意见没有处理" in told
    assert (told.count("已改</span>"), told.count("还没有改</span>")) == (1, 2)


def test_a_return_says_when_and_until_when(page, noted, stage):
    closes = stage.round.windows.get(step="submit").closes
    windows(stage.round, submit=closes.replace(year=2099, month=1, day=22, hour=8, minute=0))
    told = shown(page, noted)
    moved = noted.moves.get(transition="return").moved_at
    assert f'<time datetime="{moved.astimezone():%Y-%m-%d}' in told
    assert "前改好，重新提交。" in told


def test_the_rows_of_the_list_tell_what_was_filled_in(page, draft):
    _, found = standing(page, draft())
    hints = {row.section.key: row.hint for row in found.sections}
    assert hints["overview"] == "演示用低浓度瓦斯利用方法；瓦斯利用；低浓度瓦斯"
    assert hints["people"] == "张三（演示）"
    assert hints["ip_summary"].startswith("国际标准、国家标准")  # what is computed is not asked


def test_what_follows_names_every_desk(page, draft, author):
    registration = draft()
    told = shown(page, registration)
    follows = told.partition("提交之后</h2>")[2].partition("</ol>")[0]
    for desk in (
        "单位审查：演示大学",
        "部门审查推荐：演示省教育厅",
        "省级受理审核：演示省科学技术厅",
    ):
        assert desk in follows
    assert "国家接收公布：演示国家成果网</li>" in follows.replace(" </li>", "</li>")
    move(author, reload(registration), "submit")
    assert "单位审查：演示大学" in shown(page, registration, "receipt/")


def follows(told, head="接下来"):
    """What comes after a submission, without blanks."""
    return "".join(told.partition(f"{head}</h2>")[2].partition("</ol>")[0].split())


def test_what_was_sent_back_names_the_desks_without_the_closings_of_the_round(page, noted):
    told = follows(shown(page, noted), "提交之后")
    assert "单位审查：演示大学" in told
    assert "前</li>" not in told


def test_a_supplement_goes_to_the_province_past_the_desks_before(page, record_in, author):
    wanted = record_in("supplement")
    for told in (
        follows(shown(page, wanted), "提交之后"),
        follows(shown(page, move(author, wanted, "resupply"), "receipt/")),
    ):
        assert "省级受理审核：演示省科学技术厅" in told
        assert "国家接收公布：演示国家成果网" in told
        for passed in ("单位审查", "部门审查推荐", "科研管理部门", "盖单位公章"):
            assert passed not in told
