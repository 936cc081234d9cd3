"""What changed inside a long text."""

import pytest

from kedeng.renderings.stretches import Stretch, stretches


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("甲乙丙", "甲丁丙", [("kept", "甲"), ("out", "乙"), ("in", "丁"), ("kept", "丙")]),
        ("", "新写的", [("in", "新写的")]),
        ("删去的", "", [("out", "删去的")]),
        ("完全不同", "另写一段文字", [("out", "完全不同"), ("in", "另写一段文字")]),
        ("", "", []),
    ],
)
def test_stretches_are_kept_struck_out_or_put_in(before, after, told):
    assert stretches(before, after) == [Stretch(*each) for each in told]


def test_long_unchanged_parts_are_left_out():
    same = "一二三四五六七八九十" * 10
    told = stretches(same, f"{same}已补充")
    assert told == [Stretch("kept", f"…{same[-18:]}"), Stretch("in", "已补充")]
