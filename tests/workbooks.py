"""Workbooks as people at a desk edit them, and ten mistakes that every form can hold."""

import io

import openpyxl

MARKS = {"FFF5B5B0": "error", "FFF9CF92": "confirm", "FFBBD6F2": "warning"}

# Sheet, label, row, what is typed, what the mark says.
MISTAKES = [
    ("成果概况", "关键词", 1, "甲；乙；丙；丁", "填了 4 项，最多 3 项，请删减。"),
    ("成果概况", "研究起始日期", 1, "前年春天", "请填写年月，例如 2025-06。"),
    ("成果概况", "学科分类", 1, "矿山史",
     ("选项中没有“矿山史”，相近的有“440 矿山工程技术”，请看列表中有没有合适的。"
      "确实如此的，提交前请写明原因。")),
    ("经费投入", "地方投入", 1, "约三十万",
     "请填写数字，例如 120 或 120.50（单位：万元）。"),
    ("评价情况", "评价日期", 1, "2025-02-30", "请填写年月日，例如 2025-06-18。"),
    ("评价情况", "评价结论是否肯定", 1, "大概", "请填写“是”或“否”。"),
    ("知识产权统计", "国家标准", 1, "两项", "请填写整数，例如 12（单位：项）。"),
    ("完成单位", "联系电话", 1, None, "没有填写，请填写或选择。"),
    ("完成人", "性别", 1, "保密", "选项中没有“保密”，请从列表中选择。"),
    ("完成人", "对成果的创造性贡献", 1, "好" * 101,
     "现有 101 个字，一般不超过 100 个字，请看能否删减。确实如此的，提交前请写明原因。"),
]  # fmt: skip
EXPLAINED = {"学科分类", "对成果的创造性贡献"}  # their list and limit are not SOURCED


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def marked(data):
    """Marked cells: (sheet, cell) → comment."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in opened(data)
        if sheet.title not in {"问题清单", "填写说明"}
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in MARKS
    }


def planted_mark(label, told):
    """The comment at the cell of a planted mistake."""
    return f"{'请核对或说明' if label in EXPLAINED else '必须修改'}：\n{told}"


class Desk:
    """Opens a workbook, types into it, saves it: what people do in Excel or WPS."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, name):
        return self.book[name]

    def cell(self, sheet, label, row=1):
        """The cell for an answer: beside its label, or below its head in the row-th row."""
        page = self.book[sheet]
        if page["D4"].value == "填写内容":
            return next(line[3] for line in page.iter_rows(min_row=5) if line[1].value == label)
        head = next(cell for cell in page[4] if cell.value == label)
        return page.cell(5 + row, head.column)

    def type(self, sheet, label, value, row=1):
        self.cell(sheet, label, row).value = value

    def saved(self) -> bytes:
        output = io.BytesIO()
        self.book.save(output)
        return output.getvalue()
