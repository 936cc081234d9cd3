"""《科技成果信息表（有转化需求）》: voluntary, public, kept beside a registration (forms.md O-1; B67).

The sheet itself was not available: every field is INFERRED. Confirming it waits for the required ones all
the same, for nobody can be put in touch without them.
"""

from kedeng.formkit.model import Field, FormDefinition, Kind, Section
from kedeng.formkit.status import Status


def _field(key: str, label: str, **more: object) -> Field:
    given = {"kind": Kind.TEXT, "required": True, "max_length": 100, "source": "forms.md O-1"}
    return Field(key=key, label=label, status=Status.INFERRED, **{**given, **more})  # type: ignore[arg-type]


SHEET = Section(
    key="sheet",
    title="科技成果信息表（有转化需求）",
    intro="自愿填写，用于成果推广和对接。写在这里的内容都会公开，请不要写技术秘密。",
    fields=(
        _field("sheet_title", "成果名称", help="推广时用的名称，可以比登记的名称通俗。"),
        _field(
            "sheet_summary",
            "可公开的成果简介",
            kind=Kind.LONG_TEXT,
            max_length=1000,
            help="写清解决什么问题、有什么优势、适合哪些单位应用，不超过 1000 个字。",
        ),
        _field(
            "sheet_modes",
            "拟采取的转化方式",
            kind=Kind.CHOICES,
            options="intended_transfer_mode",
            max_length=0,
        ),
        _field(
            "sheet_terms",
            "合作意向或价格",
            required=False,
            max_length=200,
            help="例如：面议；或许可费 20 万元起。可以不填。",
        ),
        _field("contact_name", "联系人", max_length=60, help="可以写部门，例如：成果转化办公室。"),
        _field("contact_phone", "联系电话", max_length=40, example="0351-1234567"),
        _field("contact_email", "电子邮箱", required=False, example="zhuanhua@example.org"),
    ),
    source="forms.md O-1",
)
TRANSFER_SHEET = FormDefinition(
    key="transfer_sheet", edition="2025", title=SHEET.title, letter="", sections=(SHEET,)
)
