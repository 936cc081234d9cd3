import pytest

from kedeng.renderings.pdf.manual import Chapter, Heading, Items, Paragraph, Picture
from kedeng.web.manual.reading import PICTURES, read_chapters, size_of

TEXT = """
## 新建登记 {#new}
先备好材料。
### 回答密级 {#secrecy}
1. 打开【我的登记】。
2. 点【新建登记】。
- 秘密
- 机密
### 复制
![新建登记](new.png "两个问题和一个按钮")
## 任务单 {#tasks}
"""


def test_a_text_is_read_into_chapters():
    wide, _ = size_of(PICTURES / "new.png")
    picture = Picture(PICTURES / "new.png", "新建登记", "两个问题和一个按钮", width=wide * 0.15)
    assert read_chapters(TEXT) == (
        Chapter(
            "新建登记",
            (
                Paragraph("先备好材料。"),
                Heading("回答密级", key="secrecy"),
                Items(("打开【我的登记】。", "点【新建登记】。"), numbered=True),
                Items(("秘密", "机密")),
                Heading("复制"),
                picture,
            ),
            "new",
        ),
        Chapter("任务单", (), "tasks"),
    )


@pytest.mark.parametrize("line", ["# 手册", "> 引文", "![](x.png)", "| 表 |", "## 没有锚"])
def test_a_line_of_no_kind_is_refused(line):
    with pytest.raises(ValueError, match="no line"):
        read_chapters(f"## 章 {{#one}}\n{line}")


def test_a_line_before_the_first_chapter_is_refused():
    with pytest.raises(ValueError, match="no chapter"):
        read_chapters("先写一句")
