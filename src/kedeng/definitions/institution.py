"""《科技成果登记组织管理部门申请表》 (attachment 2 of the notice; forms.md 10).

The form itself was not available: every field is INFERRED. A mark says 应填 and sending waits for
it all the same, for without these nobody could be given the account.
"""

from dataclasses import replace

from kedeng.definitions.rules.institution import CREDIT_CODE, SHAPES
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, FormDefinition, Kind, Section
from kedeng.formkit.status import Status

FORM_TITLE = "科技成果登记组织管理部门申请表"
KINDS = "organisation_kind"


def _field(key: str, label: str, **more: object) -> Field:
    """A line of text that must be filled in, unless said otherwise."""
    given = {"kind": Kind.TEXT, "required": True, "max_length": 100, "source": "forms.md 10"}
    return Field(key=key, label=label, status=Status.INFERRED, **{**given, **more})  # type: ignore[arg-type]


INSTITUTION = Section(
    key="institution",
    title="申请单位",
    fields=(
        _field("org_name", "单位名称", help="填写全称，与公章一致。"),
        _field(
            "uscc",
            "统一社会信用代码",
            min_length=18,
            max_length=18,
            help="18 位，照证书填写。",
            example="12140000MB1234567W",
        ),
        _field(
            "org_kind",
            "单位类型",
            kind=Kind.CHOICE,
            options=KINDS,
            max_length=0,
            help="登记通知所列的各类机构可以申请。",
        ),
        _field("superior_org", "上级主管部门", required=False),
        _field("address", "通信地址"),
        _field("postcode", "邮政编码", max_length=6, help="6 位数字。", example="030001"),
        _field("head_name", "单位负责人", max_length=60),
        _field("head_position", "职务", max_length=60),
        _field("responsible_office", "分管处（科）室", required=False, max_length=60),
    ),
    source="forms.md 10",
)
ADMINISTRATOR = Section(
    key="administrator",
    title="管理员",
    intro="批准以后，管理员是本单位的超级管理员，由其设置其他用户的登录名和权限。",
    fields=(
        _field("admin_name", "管理员姓名", max_length=60),
        _field("admin_phone", "办公电话", max_length=40, help="带区号。", example="0351-1234567"),
        _field("admin_mobile", "手机", max_length=20),
        _field("admin_email", "电子邮箱", max_length=100, example="zhang@example.org"),
        _field("admin_fax", "传真", max_length=40, required=False),
        _field(
            "requested_username",
            "申请用户名",
            max_length=30,
            required=False,
            help="4 至 30 位字母、数字、点或短横。已有人使用的，由省级登记机构另定。",
        ),
        _field(
            "scope_description",
            "拟管理范围",
            kind=Kind.LONG_TEXT,
            max_length=500,
            help="写明准备管理哪些单位的成果登记，例如：本市所属各单位，约 40 家。",
        ),
    ),
    source="forms.md 10",
)

INSTITUTION_FORM = FormDefinition(
    key="institution_application",
    edition="2025",
    title=FORM_TITLE,
    letter="",
    sections=(INSTITUTION, ADMINISTRATOR),
    rules=(CREDIT_CODE, SHAPES),
)


def title_of(province: str) -> str:
    """Name the form as a province does: 山西省科学技术厅 → 山西省科技成果登记…申请表."""
    place = province.removesuffix("科学技术厅")
    return f"{place}{FORM_TITLE}" if place != province else FORM_TITLE


def offered(catalogue: Catalogue) -> Catalogue:
    """Give the code lists with those kinds of bodies alone that may apply: notice 二 names all."""
    kinds = catalogue[KINDS]
    may_apply = kinds.having("may_apply")
    entries = tuple(entry for entry in kinds.entries if entry.code in may_apply)
    return Catalogue([replace(kinds, entries=entries, status=Status.SOURCED)])
