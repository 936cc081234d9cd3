"""Papers that prove something: how each is known, and which of its lines answers which question.

Two tables: `PAPERS` has the headings, `LINES` the lines. The wording of Chinese certificates is
INFERRED from published specimens.
"""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """Kinds of papers that are known by their heading."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"
    SOFTWARE = "software"
    LAYOUT = "layout"
    VARIETY_RIGHT = "variety_right"
    VARIETY = "variety"
    ACCEPTANCE = "acceptance"
    EVALUATION = "evaluation"
    STANDARD = "standard"


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """How a paper is known, and for which evaluation methods it tells of the evaluation.

    `unanswered`: also while no method has been chosen. `pages`: how many of its pages are read.
    """

    name: str
    heading: str
    methods: frozenset[str] = frozenset()
    unanswered: bool = False
    pages: int = 1


_PATENT = frozenset({"patent_grant"})
_ADMISSION = frozenset({"industry_access"})

PAPERS: dict[Paper, PaperRow] = {
    Paper.INVENTION: PaperRow(name="发明专利证书", heading="发明专利证书", methods=_PATENT),
    Paper.UTILITY_MODEL: PaperRow(
        name="实用新型专利证书", heading="实用新型专利证书", methods=_PATENT
    ),
    Paper.DESIGN: PaperRow(name="外观设计专利证书", heading="外观设计专利证书"),
    Paper.SOFTWARE: PaperRow(name="计算机软件著作权登记证书", heading="计算机软件著作权登记证书"),
    Paper.LAYOUT: PaperRow(name="集成电路布图设计登记证书", heading="集成电路布图设计登记证书"),
    Paper.VARIETY_RIGHT: PaperRow(name="植物新品种权证书", heading="植物新品种权证书"),
    Paper.VARIETY: PaperRow(
        name="品种审定证书",
        heading="(?:农作物|水产|畜禽|林木|草)?(?:良种|新?品种)(?:审定|配套系)?证书",
        methods=_ADMISSION,
    ),
    Paper.ACCEPTANCE: PaperRow(
        name="项目验收（结题）材料",
        heading="(?:项目|课题|计划)?(?:综合)?(?:验收|结题|绩效评价)"
        "(?:证书|意见书?|结论书?|通知书?|报告|意见表)",
        methods=frozenset({"acceptance", "conclusion"}),
        unanswered=True,
        pages=3,
    ),
    Paper.EVALUATION: PaperRow(
        name="成果评价（鉴定、评审）证书或报告",
        heading="(?:成果|项目)(?:评价|鉴定|评审|评估)(?:证书|报告书?|意见书?)",
        methods=frozenset({"appraisal", "review", "assessment", "institution_evaluation"}),
        unanswered=True,
        pages=3,
    ),
    Paper.STANDARD: PaperRow(
        name="标准", heading="(?:国家|行业|地方|国际)标准", methods=_ADMISSION
    ),
}


class Shape(StrEnum):
    """What a value looks like on paper."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"  # blanks inside are the printer's


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a paper that answers a question: what stands before the answer, and its shape.

    `pattern`: how the answer looks, where it looks like something; without `labels` it must be the
    whole line, and a group in it is the answer. `wraps`: it may go on in the next line. `says`:
    the heading alone answers.
    """

    papers: tuple[Paper, ...]
    field: str
    labels: tuple[str, ...] = ()
    shape: Shape = Shape.TEXT
    pattern: str = ""
    wraps: bool = False
    says: str = ""


_DAY = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
_PATENT_NUMBER = r"(?:Z\s*L\s*)?\d(?:\s*\d){7,12}\s*(?:\.\s*[\dXx])?"
_STANDARD_NUMBER = r"(?:[A-Z]{2,4}\d{0,2}(?:\s*/\s*[A-Z]{1,4})?)\s*\d+(?:\.\d+)*\s*[-—–]+\s*\d{4}"
_PATENTS = (Paper.INVENTION, Paper.UTILITY_MODEL, Paper.DESIGN)
_RIGHTS = (*_PATENTS, Paper.SOFTWARE, Paper.LAYOUT, Paper.VARIETY_RIGHT)
_JUDGED = (Paper.ACCEPTANCE, Paper.EVALUATION)
_GRANTED_PATENTS = (Paper.INVENTION, Paper.UTILITY_MODEL)


def _right(papers: tuple[Paper, ...], field: str, *labels: str, **more: object) -> Line:
    return Line(papers=papers, field=f"ip_rights.{field}", labels=labels, **more)  # type: ignore[arg-type]


def _judged(papers: tuple[Paper, ...], field: str, *labels: str, **more: object) -> Line:
    return Line(papers=papers, field=f"evaluation.evaluation_{field}", labels=labels, **more)  # type: ignore[arg-type]


def _day(**more: object) -> dict[str, object]:
    return {"shape": Shape.DATE, "pattern": _DAY, **more}


LINES: tuple[Line, ...] = (
    # rights: a row each, known again by its number
    _right((Paper.INVENTION,), "ip_type", says="发明专利"),
    _right((Paper.UTILITY_MODEL,), "ip_type", says="实用新型专利"),
    _right((Paper.DESIGN,), "ip_type", says="外观设计专利"),
    _right((Paper.SOFTWARE,), "ip_type", says="软件著作权"),
    _right((Paper.LAYOUT,), "ip_type", says="集成电路布图设计权"),
    _right((Paper.VARIETY_RIGHT,), "ip_type", says="植物新品种权"),
    _right((Paper.INVENTION,), "ip_name", "发明名称", wraps=True),
    _right((Paper.UTILITY_MODEL,), "ip_name", "实用新型名称", wraps=True),
    _right((Paper.DESIGN,), "ip_name", "外观设计名称", wraps=True),
    _right((Paper.SOFTWARE,), "ip_name", "软件名称", wraps=True),
    _right((Paper.LAYOUT,), "ip_name", "布图设计名称"),
    _right((Paper.VARIETY_RIGHT,), "ip_name", "品种名称"),
    _right(_PATENTS, "ip_number", "专利号", shape=Shape.NUMBER, pattern=_PATENT_NUMBER),
    _right(
        (Paper.SOFTWARE,),
        "ip_number",
        "登记号",
        shape=Shape.NUMBER,
        pattern=r"\d{4}\s*SR\s*\d{4,8}",
    ),
    _right(
        (Paper.LAYOUT,),
        "ip_number",
        "布图设计登记号",
        "登记号",
        shape=Shape.NUMBER,
        pattern=r"BS\.?\s*\d{6,12}",
    ),
    _right(
        (Paper.VARIETY_RIGHT,),
        "ip_number",
        "品种权号",
        shape=Shape.NUMBER,
        pattern=r"[A-Z]{0,4}\s*\d[\d.]{5,14}",
    ),
    _right(_RIGHTS, "ip_status", says="已授权"),
    _right(_PATENTS, "application_date", "专利申请日", "申请日", **_day()),
    _right((Paper.LAYOUT, Paper.VARIETY_RIGHT), "application_date", "申请日", **_day()),
    _right(_PATENTS, "grant_date", "授权公告日", **_day()),
    _right((Paper.LAYOUT,), "grant_date", "布图设计颁证日", "颁证日", "公告日", **_day()),
    _right((Paper.VARIETY_RIGHT,), "grant_date", "授权日", "颁证日", **_day()),
    _right((Paper.SOFTWARE,), "grant_date", **_day()),  # alone in its line, under the text
    _right(_PATENTS, "right_holder", "专利权人", wraps=True),
    _right((Paper.SOFTWARE,), "right_holder", "著作权人", wraps=True),
    _right((Paper.LAYOUT,), "right_holder", "布图设计权利人", wraps=True),
    _right((Paper.VARIETY_RIGHT,), "right_holder", "品种权人", wraps=True),
    _right((Paper.INVENTION, Paper.UTILITY_MODEL), "inventors", "发明人", wraps=True),
    _right((Paper.DESIGN,), "inventors", "设计人", wraps=True),
    # how the result was judged
    _judged(_GRANTED_PATENTS, "organization", says="国家知识产权局"),
    _judged(_GRANTED_PATENTS, "date", "授权公告日", **_day()),
    _judged(
        _GRANTED_PATENTS,
        "certificate_number",
        shape=Shape.NUMBER,
        pattern=r"证\s*书\s*号\s*第\s*\d+\s*号",
    ),
    _judged(
        _JUDGED,
        "certificate_number",
        "证书编号",
        "报告编号",
        "验收编号",
        "鉴定编号",
        "评价编号",
        "评审编号",
        "批准文号",
        "文号",
        "编号",
        shape=Shape.NUMBER,
    ),
    _judged(
        _JUDGED,
        "date",
        *("验收日期", "验收时间", "结题日期", "结题时间", "评价日期", "评价时间"),
        *("鉴定日期", "鉴定时间", "评审日期", "评审时间", "发证日期", "颁发日期"),
        **_day(),
    ),
    _judged(
        _JUDGED,
        "organization",
        *("组织验收单位", "验收组织单位", "主持验收单位", "验收单位", "组织评价单位"),
        *("评价机构", "评价单位", "组织鉴定单位", "组织评审单位", "发证机关"),
    ),
    _judged(
        (Paper.VARIETY,),
        "certificate_number",
        *("审定编号", "证书编号", "品种登记号", "编号"),
        shape=Shape.NUMBER,
    ),
    _judged((Paper.VARIETY,), "date", "审定日期", "发证日期", "公告日期", **_day()),
    _judged((Paper.STANDARD,), "certificate_number", shape=Shape.NUMBER, pattern=_STANDARD_NUMBER),
    _judged((Paper.STANDARD,), "date", shape=Shape.DATE, pattern=rf"({_DAY})\s*发\s*布.*"),
    # the project, and what the result is called
    Line(
        papers=(Paper.ACCEPTANCE,),
        field="projects.project_title",
        labels=("项目名称", "课题名称"),
        wraps=True,
    ),
    Line(
        papers=(Paper.ACCEPTANCE,),
        field="projects.project_number",
        labels=("项目编号", "课题编号", "计划编号", "立项编号", "任务书编号", "合同编号"),
        shape=Shape.NUMBER,
    ),
    Line(
        papers=(Paper.ACCEPTANCE,),
        field="projects.project_authority",
        labels=("计划下达单位", "下达单位", "立项单位"),
    ),
    Line(
        papers=(Paper.EVALUATION,),
        field="overview.achievement_name",
        labels=("成果名称", "项目名称"),
        wraps=True,
    ),
)
