import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from kedeng.renderings.pdf.coverage import UncoveredCharacters
from kedeng.renderings.pdf.table import (
    SUMMARY_COLUMNS,
    WIDTH,
    SummaryColumn,
    SummaryTable,
    fitted,
    print_table,
)

ROW = {
    "name": "演示成果",
    "category": "软科学成果",
    "people": "王㛃；李强",
    "number": "9142025R0001",
}


def summary(rows):
    return SummaryTable(
        title="成果登记项目汇总表",
        organisation="演示市科学技术局",
        year=2025,
        filled_by="李明",
        phone="0351-1234567",
        date=date(2026, 1, 22),
        rows=[ROW] * rows,
        totals=[("应用技术成果", 0), ("软科学成果", rows)],
        digest="ab12" * 16,
        batch="2025-07",
        verify_url="https://example.org/batch/2025-07/",
    )


def without_blanks(text):
    return re.sub(r"\s", "", text)


def test_every_sheet_names_the_table_and_its_columns(texts):
    pages = [without_blanks(text) for text in texts(print_table(summary(40)))]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        for told in ("成果登记项目汇总表", "演示市科学技术局", "登记年度：2025", "项目总数：40"):
            assert told in page
        assert f"共40项·数据校验码AB12AB12AB12AB12·第{number}页共{len(pages)}页" in page
        assert ("课题立项名称及编号" in page) == ("王㛃" in page)


def test_rows_are_counted_and_all_printed(texts):
    together = without_blanks("".join(texts(print_table(summary(40)))))
    assert together.count("王㛃；李强") == 40


def test_the_foot_gives_totals_batch_and_a_place_for_the_seal(places, texts):
    printed = print_table(summary(3))
    page = pypdfium2.PdfDocument(printed)[0]
    told = without_blanks(texts(printed)[0])
    assert "分类合计：应用技术成果0项；软科学成果3项；合计3项。" in told
    assert "批次号2025-07" in told
    left, _, _, top = places(page, "组织管理部门（盖章）")[-1]
    clear = (left, top + 0.5, left + 70, top + 60)
    assert page.get_textpage().get_text_bounded(*(edge / 25.4 * 72 for edge in clear)) == ""


def test_an_empty_table_prints_too(texts):
    assert "项目总数：0" in without_blanks(texts(print_table(summary(0)))[0])


def test_columns_are_configurable(texts):
    columns = (
        SummaryColumn(key="number", title="证书编号", width=30),
        SummaryColumn(key="name", title="名称", width=60),
    )
    page = texts(print_table(replace(summary(1), columns=columns)))[0]
    assert "证书编号" in page
    assert "主要完成人" not in page


def test_columns_fill_the_paper_and_none_is_narrower_than_14_mm():
    widths = [column.width for column in fitted(SUMMARY_COLUMNS)]
    assert (round(sum(widths), 6), min(widths)) == (WIDTH, 14)
    narrow = [SummaryColumn(key=str(n), title="", width=1) for n in range(19)]
    assert {column.width for column in fitted(narrow)} == {WIDTH / 19}
    with pytest.raises(ValueError, match="20 columns do not fit"):
        fitted([*narrow, narrow[0]])


def test_the_same_table_gives_the_same_bytes():
    assert print_table(summary(5)) == print_table(summary(5))


def test_a_character_without_a_glyph_is_named():
    with pytest.raises(UncoveredCharacters):
        print_table(replace(summary(1), filled_by="李😀"))
