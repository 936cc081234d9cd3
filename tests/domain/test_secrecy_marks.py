"""What is a mark of secrecy, and what only speaks of secrets."""

import pytest

from kedeng.domain.secrecy_marks import Mark, internal_word, mark_in


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("秘密★", "秘密"),
        ("机密★10年", "机密"),
        ("绝密★启用前", "绝密"),
        ("机 密 ☆ 长期", "机密"),
        ("秘密＊5年", "秘密"),
        ("机密级★", "机密"),
        ("密级：机密", "机密"),
        ("密 级: 秘密\n", "秘密"),
        ("第一页\n绝密★30年\n报告", "绝密"),
    ],
)
def test_a_mark_is_found(text, level):
    assert mark_in("报告.pdf", ("", text)) == Mark(level, "2")


@pytest.mark.parametrize(
    "text",
    [
        "本成果不涉及国家秘密。",
        "保守商业秘密和技术秘密",
        "密级：公开",
        "密级：□公开 □秘密 □机密",
        "严格保密★",
        "密封件性能★★★",
        "机密计算与隐私保护研究",
    ],
)
def test_a_text_that_speaks_of_secrets_is_none(text):
    assert mark_in("机密计算研究报告.pdf", (text,)) is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("（机密）研制报告.pdf", "机密"),
        ("【秘密】a.pdf", "秘密"),
        ("绝密★a.pdf", "绝密"),
        ("秘密-研制报告.pdf", "秘密"),
    ],
)
def test_a_name_is_marked(name, level):
    assert mark_in(name, ("公开",)) == Mark(level, "name")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("内 部 资 料", "内部资料"),
        ("内部文件，注意保存", "内部文件"),
        ("内部控制制度", ""),
        ("", ""),
    ],
)
def test_a_word_of_internal_use_only_warns(text, word):
    assert internal_word(("第一页", text)) == word
