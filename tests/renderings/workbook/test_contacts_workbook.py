"""The contacts of departments as a workbook."""

import io

from python_calamine import CalamineWorkbook

from kedeng.renderings.pdf.contacts import ContactLine
from kedeng.renderings.workbook.contacts import contacts_workbook


def test_a_department_is_a_row_and_nothing_typed_becomes_a_formula():
    line = ContactLine(
        name="演示市科学技术局", contact_name="=1+1", contact_phone="0351-0000000", address=""
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(contacts_workbook("联系方式", [line])))
    assert book.get_sheet_by_name("联系方式").to_python(skip_empty_area=False) == [
        ["联系方式", "", "", "", ""],
        ["序号", "组织管理部门", "联系人（处室）", "电话", "地址"],
        [1.0, "演示市科学技术局", "=1+1", "0351-0000000", ""],
    ]
