"""Why a file is refused as a workbook: code → sentence that says what is wrong and what to do."""
# ruff: noqa: E501 - a sentence stays on its line

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "workbook_empty": "没有收到内容，或文件是空的。请选择填好的工作簿再上传。",
        "workbook_too_large": "文件有 {size} MB，超过 {most} MB。工作簿里只填文字，图片和扫描件请到“证明材料”上传。",
        "workbook_not_xlsx": "这不是 .xlsx 工作簿。请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。",
        "workbook_old_or_locked": "这是旧版 .xls，或加了打开密码。请去掉密码，另存为 .xlsx 后再上传。",
        "workbook_suspicious": "这个文件的压缩结构不正常，没有打开。请重新下载工作簿，把内容粘贴进去后再上传。",
        "workbook_broken": "这个文件打不开，可能已损坏。请用 WPS 或 Excel 打开并另存一次，再上传。",
        "workbook_too_many_rows": "有一张工作表的内容超出第 {rows} 行或第 {columns} 列。"
        "请删除下方和右侧多余的行、列后再上传。",
        "workbook_too_long_list": "“{label}”有 {size} 行，最多接收 {most} 行。请删去多余的行后再上传。",
        "workbook_not_ours": "这不是从本系统下载的填报工作簿。请在草稿页面下载工作簿，填好后上传。",
        "workbook_other_form": "这份工作簿是《{found}》的，现在填的是《{wanted}》。请换成对应的工作簿。",
        "workbook_other_edition": "这份工作簿是 {found} 版，现在使用 {wanted} 版。"
        "请重新下载工作簿，把内容粘贴进去后再上传。",
        "roster_no_sheet": "没有找到工作表{titles}。请下载空白名册，把内容粘贴进去后再上传。",
        "roster_no_column": "工作表“{sheet}”缺少这些列：{columns}。请下载空白名册，把内容粘贴进去后再上传。",
        "workbook_text_too_long": "{label}：现有 {count} 个字，一个单元格放不下。请先在网页上删减，再下载工作簿。",
    }
)


class RefusedWorkbookError(Exception):
    """The file cannot be taken as a workbook of this form, or the form not be put into one.

    `code` is a key of SENTENCES, `params` the figures in it, `sentence` what a person reads.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in Chinese."""
        return SENTENCES[self.code].format_map(self.params)
