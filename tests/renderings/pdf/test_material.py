import re
from datetime import date

from kedeng.renderings.pdf.material import MaterialItem, MaterialList, print_material

MATERIAL = MaterialList(
    code="2025-000123",
    revision=2,
    name="演示成果",
    first_unit="演示大学",
    submitted_on=date(2025, 10, 9),
    items=(
        MaterialItem(title="科技成果登记表", pages=7, copies=2, note="加盖公章"),
        MaterialItem(title="研制报告", file_name="研制报告.pdf", pages=42, digest="ab" * 32),
        MaterialItem(title="用户报告", file_name="用户报告.jpg"),
    ),
)


def test_everything_handed_in_is_listed_with_its_pages(texts):
    (page,) = (re.sub(r"\s", "", text) for text in texts(print_material(MATERIAL)))
    for told in (
        "登记表编号2025-000123（第2版）提交日期2025年10月9日",
        "1科技成果登记表27加盖公章",
        "2研制报告研制报告.pdfABABABABABABABAB142",
        "3用户报告用户报告.jpg1—",
        "合计（3件）56",
    ):
        assert told in page


def test_a_long_list_goes_on_with_its_heads(texts):
    many = MaterialList(
        code="K", revision=1, name="演示", first_unit="演示", items=MATERIAL.items * 30
    )
    pages = texts(print_material(many))
    assert ["材料名称" in page for page in pages] == [True] * 4


def test_the_same_list_gives_the_same_bytes():
    assert print_material(MATERIAL) == print_material(MATERIAL)
