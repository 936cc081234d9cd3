import io

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from kedeng.renderings.pdf.manual import (
    Chapter,
    Heading,
    Items,
    Paragraph,
    Picture,
    print_manual,
)


def png():
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "#dde8f0").save(drawn, "PNG")
    return drawn.getvalue()


CHAPTERS = (
    Chapter(
        "登录",
        (
            Paragraph("打开登录页。"),
            Items(("输入用户名", "输入密码"), numbered=True),
            Picture(png(), "登录页"),
        ),
    ),
    Chapter("填报", (Heading("新建登记"), Items(("选择类别",)))),
)


def test_a_manual_has_cover_contents_and_chapters(texts):
    cover, contents, first, second = texts(print_manual("操作手册", CHAPTERS, subtitle="填报单位"))
    assert "填报单位" in cover
    assert ("登录" in contents, "新建登记" in contents) == (True, True)
    assert [told in first for told in ("1 登录", "1. 输入用户名", "图 1", "登录页")] == [True] * 4
    assert [told in second for told in ("2 填报", "2.1 新建登记", "选择类别")] == [True] * 3
    assert "第 4 页 共 4 页" in second


def test_a_picture_is_in_the_page_whether_it_came_as_bytes_or_as_a_file(tmp_path):
    file = tmp_path / "shot.png"
    file.write_bytes(png())
    for given in (png(), file):
        printed = print_manual("手册", (Chapter("图", (Picture(given, "图"),)),))
        objects = pypdfium2.PdfDocument(printed)[2].get_objects(max_depth=4)
        kinds = [one.type for one in objects]
        assert kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE) == 1


def test_the_same_manual_gives_the_same_bytes():
    assert print_manual("手册", CHAPTERS) == print_manual("手册", CHAPTERS)
