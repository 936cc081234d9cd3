"""The check page: the verdict first, then what asks for words, then what was filled in."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import answer, picture, windows
from tests.stage import user_of


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def shown(page, registration, path="check/"):
    return " ".join(page.get(f"/my/{registration.code}/{path}").content.decode().split())


def test_verdict_and_button_stand_before_everything_that_was_filled_in(page, draft):
    told = shown(page, draft())
    places = [
        told.index(words)
        for words in ("<h1>检查并提交", "可以提交了", "提交登记</button>", "填写的内容</h2>")
    ]
    assert places == sorted(places)


def test_a_closed_window_is_told_before_anybody_submits(page, stage, draft):
    registration = draft()
    windows(stage.round, submit=timezone.now() - timedelta(hours=1))
    for path in ("", "check/"):
        told = shown(page, registration, path).partition("<main")[2]
        assert "在线提交已于" in told
        assert "申请延期" in told  # and whom to ask for it
        assert ("可以提交了" in told, "提交登记</button>" in told) == (False, False)


def test_a_duplicate_is_told_before_anybody_submits(page, draft, record_in):
    record_in("in_review", title="同一成果")
    told = shown(page, draft(title="同一成果")).partition("<main")[2]
    assert "同一成果不得重复登记" in told
    assert ("可以提交了" in told, "提交登记</button>" in told) == (False, False)


def test_what_is_missing_is_listed_by_section_and_is_no_error(page, draft):
    registration = draft(complete=False)
    told = shown(page, registration)
    assert "需要修改" not in told
    assert "提交登记</button>" not in told
    summary = f'<dt>成果简介</dt> <dd> <a href="/my/{registration.code}/s/summary/?all=1'
    assert summary in told
    assert 'name="explain:' not in told  # first to be filled in, then to be explained


def test_a_list_that_has_no_rows_is_explained_where_nothing_else_is_missing(page, draft, author):
    registration = draft()
    answer(author, registration, "evaluation", evaluation_method="institution_evaluation")
    box = "explain:too_few_rows:committee"
    summary = registration.sections.get(section="summary")
    text = summary.content["achievement_summary"]
    answer(author, registration, "summary", achievement_summary="")
    assert f'name="{box}"' not in shown(page, registration)  # first what is missing
    answer(author, registration, "summary", achievement_summary=text)
    assert f'name="{box}"' in shown(page, registration)
    page.post(f"/my/{registration.code}/check/", {box: "机构出具报告，没有专家组。"})
    assert "提交登记</button>" in shown(page, registration)


def test_what_is_to_be_mended_is_not_to_be_explained(page, draft, author):
    registration = draft()
    answer(author, registration, "summary", achievement_summary="长" * 2001)
    told = shown(page, registration)
    assert "成果简介：现有 2001 个字，最多 2000 个字，请删减。" in told
    assert 'name="explain:' not in told


def test_a_wrong_answer_is_an_error(page, draft, author):
    registration = draft()
    answer(author, registration, "overview", achievement_name="长" * 1001)
    told = shown(page, registration)
    assert "有 1 处需要修改" in told
    assert "成果名称：现有 1001 个字" in told


def test_questions_without_an_answer_are_folded(page, draft):
    told = shown(page, draft())
    assert '<dd><span class="muted">未填写' not in told
    assert "<summary> 未填写" in told


def test_a_file_is_listed_once_with_what_it_serves_as(page, draft):
    told = shown(page, draft()).partition("附件</h2>")[2].partition("</ul>")[0]
    assert told.count("演示材料.png") == 1
    assert "研究报告、" in told


def test_a_save_says_what_is_left_without_scolding(page, draft):
    registration = draft(complete=False)
    where = f"/my/{registration.code}/s/evaluation/"
    typed = {"version": "0", "f.evaluation_date": "2025-05-10", "op": "save"}
    told = " ".join(page.post(where, typed, follow=True).content.decode().split())
    assert "<summary> 还差" in told
    assert 'id="errors"' not in told
    assert "field--bad" not in told
    assert '<a href="#evaluation-evaluation_method">评价方式</a>' in told


def test_the_page_of_evidence_counts_files_and_names_their_slots(page, draft):
    registration = draft(complete=False)
    for name, slots in (("甲.png", ["R-1", "R-2b"]), ("乙.png", ["R-2a"])):
        upload = io.BytesIO(picture(len(slots)))
        upload.name = name
        page.post(f"/my/{registration.code}/evidence/", {"file": upload, "slots": slots})
    told = shown(page, registration, "evidence/")
    assert "已上传 2 份文件" in told
    files = told.partition("份文件")[2]
    assert (files.count("甲.png</a>"), files.count("> 移除 </button>")) == (1, 3)
