"""成果概况: the questions of the first part (forms.md H2–H5, A1–A16, B1–B10, C3–C10).

Each form picks from these; `overview` makes the section of it.
"""

from kedeng.formkit.conditions import When
from kedeng.formkit.model import (
    Field,
    Kind,
    Section,
)
from kedeng.formkit.status import Status

SOURCED, RECALLED, INFERRED = Status.SOURCED, Status.RECALLED, Status.INFERRED

ACHIEVEMENT_NAME = Field(
    key="achievement_name",
    kind=Kind.TEXT,
    label="成果名称",
    ref="A1",
    help="与任务书、合同上批准的项目名称一致，或与鉴定、验收、评价文件上的名称一致。一般不超过 35 个字。",
    example="煤矿低浓度瓦斯安全输送与利用技术",
    required=True,
    advised_length=35,
    max_length=100,
    status=SOURCED,
    source="H2: S2,S3,S4; 35 字 (sibling) S28; 100 字 INFERRED",
)
KEYWORDS = Field(
    key="keywords",
    kind=Kind.TEXTS,
    label="关键词",
    ref="A2",
    help="填 1 至 3 个，用分号、顿号或逗号隔开。每个不超过 20 个字。",
    example="瓦斯利用；低浓度瓦斯；安全输送",
    required=True,
    max_items=3,
    items_status=SOURCED,
    max_length=20,
    status=SOURCED,
    source="S2,S3; min 1 and 20 INFERRED",
)
FORM_TECHNOLOGY = Field(
    key="achievement_form_technology",
    kind=Kind.CHOICE,
    label="成果体现形式（技术）",
    ref="A3",
    help="技术、标准两栏分别填写，至少填一栏。技术栏选最主要的一种。",
    options="achievement_form_technology",
    status=SOURCED,
    source="S2",
)
FORM_STANDARD = Field(
    key="achievement_form_standard",
    kind=Kind.CHOICE,
    label="成果体现形式（标准）",
    ref="A4",
    help="形成标准的填写。有多项标准时选级别最高的一项。",
    options="achievement_form_standard",
    status=SOURCED,
    source="S2",
)
FORM_THEORY = Field(
    key="achievement_form_theory",
    kind=Kind.CHOICE,
    label="成果体现形式",
    ref="B3",
    help="选最主要的一种。都不合适时选“其他”，并写明是什么。",
    options="achievement_form_theory",
    required=True,
    status=SOURCED,
    source="list S3; assignment to these categories RECALLED",
)
FORM_OTHER = Field(
    key="achievement_form_other",
    kind=Kind.TEXT,
    label="其他体现形式说明",
    ref="A5",
    help="写明成果以什么形式体现，不超过 50 个字。",
    shown_if=When("achievement_form_technology", {"other_applied_technology"}),
    required_if=When("achievement_form_technology", {"other_applied_technology"}),
    max_length=50,
    status=SOURCED,
    source="S3 (for 其他); limit INFERRED",
)
ATTRIBUTE = Field(
    key="achievement_attribute",
    kind=Kind.CHOICE,
    label="成果属性",
    ref="A6",
    help="按成果的技术来源选一种。",
    options="achievement_attribute",
    required=True,
    status=SOURCED,
    source="S2,S3",
)
STAGE = Field(
    key="achievement_stage",
    kind=Kind.CHOICE,
    label="成果所处阶段",
    ref="A7",
    help="按评价时成果所处的阶段选择，不按填表时的情况。",
    options="achievement_stage",
    required=True,
    status=SOURCED,
    source="S2,S3",
)
LEVEL = Field(
    key="achievement_level",
    kind=Kind.CHOICE,
    label="成果水平",
    ref="A8",
    help="照抄鉴定或评价结论中的水平。专利授权、行业准入等没有给出水平结论的，选“未评价”。",
    options="achievement_level",
    required=True,
    status=SOURCED,
    source="S2",
)
RESEARCH_MODE = Field(
    key="research_mode",
    kind=Kind.CHOICE,
    label="研究形式",
    ref="A9",
    help="由一个单位完成的选“独立研究”，有合作单位的按合作对象选择。",
    options="research_mode",
    required=True,
    status=SOURCED,
    source="field (stats) S8",
)
RESEARCH_START = Field(
    key="research_start_month",
    kind=Kind.MONTH,
    label="研究起始日期",
    ref="H4",
    help="开始研究的年月，与任务书或合同的立项时间一致。",
    example="2022-03",
    required=True,
    status=SOURCED,
    source="S2,S4",
)
RESEARCH_END = Field(
    key="research_end_month",
    kind=Kind.MONTH,
    label="研究终止日期",
    ref="H5",
    help="完成研究的年月。",
    example="2025-06",
    required=True,
    status=SOURCED,
    source="S2,S4",
)
DISCIPLINE = Field(
    key="discipline_code",
    kind=Kind.CODES,
    label="学科分类",
    ref="A10",
    help="按《学科分类与代码》选成果所属的主要学科，选列表里最贴切的，最多 2 个。",
    options="discipline",
    required=True,
    max_items=2,
    status=RECALLED,
    source="RECALLED; list GB/T 13745-2009, (code) S56,S57,S58",
)
CLC_NUMBER = Field(
    key="clc_number",
    kind=Kind.TEXTS,
    label="中图分类号",
    ref="A11",
    help="按《中国图书馆分类法》填写，最多 3 个，用分号隔开。不清楚时可以不填。",
    example="TD712",
    max_items=3,
    max_length=20,
    status=RECALLED,
    source="RECALLED",
)
HITECH_FIELD = Field(
    key="hitech_field",
    kind=Kind.CHOICE,
    label="所属高新技术领域",
    ref="A12",
    help="选最接近的一个领域。不属于高新技术的选“非高新技术”。",
    options="hitech_field",
    required=True,
    status=SOURCED,
    source="(stats) S20; codes (code) S26",
)
INDUSTRY = Field(
    key="application_industry_code",
    kind=Kind.CODE,
    label="成果应用行业",
    ref="A13",
    help="选成果用在哪个行业，不是完成单位自己的行业。选列表里最贴切的一类。",
    options="industry",
    required=True,
    status=SOURCED,
    source="S6,S20; list GB/T 4754-2017 S41; rule INFERRED",
)
OBJECTIVE = Field(
    key="socioeconomic_objective_code",
    kind=Kind.CODE,
    label="社会经济目标",
    ref="A14",
    help="有几个目标时选最主要的一个。按成果的目的选择，不按单位所属行业。",
    options="socioeconomic_objective",
    required=True,
    status=INFERRED,
    source="list S6,S40; on this form INFERRED",
)
EMERGING_INDUSTRY = Field(
    key="strategic_emerging_industry",
    kind=Kind.CHOICE,
    label="战略性新兴产业",
    ref="A15",
    help="成果属于其中某个产业时选择，可以不填。",
    options="strategic_emerging_industry",
    status=INFERRED,
    source="list S43; as a field INFERRED",
)
KEY_FIELD = Field(
    key="national_key_field",
    kind=Kind.CHOICE,
    label="所属国家重点领域",
    ref="A16",
    help="成果属于其中某个领域时选择，可以不填。",
    options="national_key_field",
    status=INFERRED,
    source="list S59; as a field INFERRED",
)
SOFT_SCIENCE_TYPE = Field(
    key="soft_science_type",
    kind=Kind.CHOICE,
    label="软科学内容类型",
    ref="C10",
    help="按研究内容选最接近的一种，可以不填。",
    options="soft_science_type",
    status=INFERRED,
    source="terms S4,S5; as a field INFERRED",
)


def overview(*fields: Field) -> Section:
    """The first section of a form, with the questions that this form puts."""
    return Section(
        key="overview",
        title="成果概况",
        part="成果概况",
        intro="先填成果的基本情况。成果名称在登记公布后公开。",
        fields=fields,
        source="S3",
    )
