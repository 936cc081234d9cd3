"""评价情况: how the result was judged and by whom (forms.md A40–A46 = B40–B46, committee of 3.4)."""

from kedeng.formkit.conditions import AnyOf, When
from kedeng.formkit.model import (
    Field,
    Kind,
    Layout,
    Privacy,
    Section,
)
from kedeng.formkit.status import Status

SOURCED, RECALLED, INFERRED = Status.SOURCED, Status.RECALLED, Status.INFERRED
PART = "评价情况"

# These sets repeat traits of the code list evaluation_method; a test holds them equal.
WITH_OPINION = frozenset({"appraisal", "review"})
WITH_CERTIFICATE = frozenset({"appraisal", "acceptance", "industry_access", "patent_grant"})
WITH_COMMITTEE = frozenset({"appraisal", "review", "institution_evaluation"})
# A patent and an admission to a trade have no experts: their committee is not asked for at all.
WITHOUT_EXPERTS = frozenset({"industry_access", "patent_grant"})
WITH_EXPERTS = frozenset(
    {
        "appraisal",
        "acceptance",
        "conclusion",
        "review",
        "assessment",
        "institution_evaluation",
        "recognition",
        "other",
    }
)
METHOD_OTHER = AnyOf(
    (When("evaluation_method", {"other"}), When("further_evaluation_methods", {"other"}))
)


def evaluation(letter: str) -> Section:
    """评价情况. `letter` begins the row numbers of forms.md: A or B."""
    return Section(
        key="evaluation",
        title="评价情况",
        part=PART,
        intro="填成果是怎样评价的。评价日期决定成果属于哪个登记年度。",
        source="(stats) S10,S11,S17; S30",
        fields=(
            Field(
                key="evaluation_method",
                kind=Kind.CHOICE,
                label="评价方式",
                ref=f"{letter}40",
                help="选最主要的一种，后面的评价单位、日期和编号都按这一种填写。",
                options="evaluation_method",
                required=True,
                status=SOURCED,
                source="S1; (stats) S10,S11,S17,S18,S21",
            ),
            Field(
                key="further_evaluation_methods",
                kind=Kind.CHOICES,
                label="其他评价方式",
                ref=f"{letter}40",
                help="还通过其他方式评价的，在这里补选。没有可以不填。",
                options="evaluation_method",
                status=INFERRED,
                source="INFERRED",
            ),
            Field(
                key="evaluation_method_other",
                kind=Kind.TEXT,
                label="评价方式说明",
                ref=f"{letter}41",
                help="评价方式选了“其他”时，写明是什么方式。",
                shown_if=METHOD_OTHER,
                required_if=METHOD_OTHER,
                max_length=50,
                status=INFERRED,
                source="INFERRED",
            ),
            Field(
                key="evaluation_organization",
                kind=Kind.TEXT,
                label="评价单位",
                ref=f"{letter}42",
                help="组织评价的单位全称。获得专利授权的填国家知识产权局。",
                example="山西省科学技术厅",
                required=True,
                max_length=100,
                status=RECALLED,
                source="RECALLED; 评价机构 (code) S49",
            ),
            Field(
                key="evaluation_date",
                kind=Kind.DATE,
                label="评价日期",
                ref=f"{letter}43",
                help="证书、验收文件上的日期，或专利授权公告、标准发布的日期。",
                in_evidence_period=True,
                example="2025-06-18",
                required=True,
                required_status=SOURCED,
                status=RECALLED,
                source="RECALLED; window S1",
            ),
            Field(
                key="evaluation_certificate_number",
                kind=Kind.TEXT,
                label="评价证书（报告）编号",
                ref=f"{letter}44",
                help="证书、报告、验收文件或专利证书的编号。",
                required_if=When("evaluation_method", WITH_CERTIFICATE),
                required_status=INFERRED,
                max_length=60,
                status=RECALLED,
                source="RECALLED; condition INFERRED",
            ),
            Field(
                key="evaluation_opinion",
                kind=Kind.LONG_TEXT,
                label="评价意见",
                ref=f"{letter}45",
                help="照录评价证书或评价报告中的意见，不超过 2000 个字。",
                required_if=When("evaluation_method", WITH_OPINION),
                max_length=2000,
                privacy=Privacy.ROUTE,
                status=SOURCED,
                source="S30; limit INFERRED",
            ),
            Field(
                key="evaluation_is_positive",
                kind=Kind.YES_NO,
                label="评价结论是否肯定",
                ref=f"{letter}46",
                help="评价通过的选“是”。评价结论不肯定的成果不能登记。",
                required=True,
                privacy=Privacy.ROUTE,
                status=INFERRED,
                source="rule S38,S60; field INFERRED",
            ),
        ),
    )


def committee() -> Section:
    """评价委员会名单, a row for each member (forms.md 3.4; R30)."""
    return Section(
        key="committee",
        title="评价委员会",
        part=PART,
        intro="按评价证书或验收文件上的名单填写，每人一行。确实没有专家组的可以不填，提交前写明原因。",
        repeats=(0, 50),
        row_title="委员",
        layout=Layout.TABLE,
        optional=True,
        shown_if=AnyOf(
            (
                When("evaluation.evaluation_method", WITH_EXPERTS),
                When("evaluation.further_evaluation_methods", WITH_EXPERTS),
            )
        ),
        required_rows_if=When("evaluation.evaluation_method", WITH_COMMITTEE),
        source="existence S30; columns RECALLED",
        fields=(
            Field(
                key="name",
                kind=Kind.TEXT,
                label="姓名",
                aliases=("专家姓名",),
                ref="3.4",
                help="委员的姓名，外国专家填名单上的写法。",
                required=True,
                max_length=50,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED; 50 characters 民委发〔2016〕33号",
            ),
            Field(
                key="committee_role",
                kind=Kind.CHOICE,
                label="职务",
                aliases=("委员会职务", "评价委员会职务"),
                ref="3.4",
                help="在委员会中的职务。主任（组长）只有一人。",
                options="committee_role",
                required=True,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED",
            ),
            Field(
                key="employer",
                kind=Kind.TEXT,
                label="工作单位",
                aliases=("单位", "单位名称", "所在单位"),
                ref="3.4",
                help="委员所在单位的全称。",
                required=True,
                max_length=100,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED",
            ),
            Field(
                key="major",
                kind=Kind.TEXT,
                label="所学专业",
                aliases=("专业",),
                ref="3.4",
                help="没有可以不填。",
                max_length=50,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED",
            ),
            Field(
                key="current_specialty",
                kind=Kind.TEXT,
                label="现从事专业",
                aliases=("从事专业", "现从事的专业"),
                ref="3.4",
                help="没有可以不填。",
                max_length=50,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED",
            ),
            Field(
                key="title",
                kind=Kind.TEXT,
                label="职称（职务）",
                aliases=("职称", "技术职称", "专业技术职称"),
                ref="3.4",
                help="专业技术职称；没有职称的填行政职务。",
                example="教授",
                required=True,
                max_length=30,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED",
            ),
        ),
    )
