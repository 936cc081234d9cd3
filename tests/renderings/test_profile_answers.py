"""Every outcome has its sentence, with the day or instant on which it turns."""

import pytest

from kedeng.domain.profile_trial import Answer, Outcome, Question
from kedeng.renderings.profile_answers import OUTCOMES, QUESTIONS, answer_sentence


def test_every_question_and_outcome_has_words():
    assert set(QUESTIONS) == set(Question)
    assert set(OUTCOMES) == set(Outcome)
    assert all(answer_sentence(Answer(outcome, "2026-01-21")) for outcome in Outcome)


@pytest.mark.parametrize(
    ("outcome", "decides", "says"),
    [
        ("accepted", "", "可以办理，没有截止时间。"),
        ("accepted", "2025-11-10", "可以办理，最晚到 2025年11月10日。"),
        ("not_open", "2026-01-26T00:00:00+08:00", "还没有开始：2026-01-26 00:00 起办理。"),
        ("closed", "2026-01-22T00:00:00+08:00", "不能办理：已于 2026-01-21 24:00 截止。"),
        ("not_agreed", "2", "还不能延期：要 2 个不同的人同意。"),
        ("unknown_year", "2099", "无法计算：2099 年的放假安排尚未公布或尚未载入。"),
    ],
)
def test_an_answer_says_what_decides(outcome, decides, says):
    assert answer_sentence(Answer(Outcome(outcome), decides)) == says
