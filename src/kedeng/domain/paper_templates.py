"""Outlines of papers that a filer must write: 研制报告, 用户报告, 学术部门评价意见 (notice 四).

The notice asks for these papers and prescribes no form of theirs: each outline is INFERRED, from
what the pack's slots ask to be written and from papers of this kind in other provinces (S35, S36).
They are offered for download and never checked.
"""

from dataclasses import dataclass
from enum import StrEnum

from kedeng.formkit.status import Status


class PaperTemplate(StrEnum):
    """Papers with a template."""

    REPORT = "report"
    USER_REPORT = "user-report"
    ACADEMIC_OPINION = "academic-opinion"


class Known(StrEnum):
    """What a draft may know of a paper."""

    TITLE = "title"
    UNITS = "units"
    PEOPLE = "people"
    PROJECTS = "projects"
    PERIOD = "period"
    INDICATORS = "indicators"
    INNOVATION = "innovation"
    PUBLICATIONS = "publications"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A line of the table at the head; `known` fills it where the draft can."""

    label: str
    known: Known | None = None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table to be filled in by hand: its heads, and how many empty rows."""

    heads: tuple[str, ...]
    rows: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A chapter: what to write there, what the draft has of it, and a table if it wants one."""

    title: str
    hint: str
    known: Known | None = None
    grid: Grid | None = None


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A paper from its head to the lines for seal and signature."""

    name: str
    category: str  # whose filers are offered it
    article: str
    head: tuple[Cell, ...]
    parts: tuple[Part, ...]
    ends: tuple[str, ...]
    status: Status
    source: str


_TITLE = Cell(label="成果名称", known=Known.TITLE)
_UNITS = Cell(label="完成单位", known=Known.UNITS)
_PEOPLE = Cell(label="主要完成人", known=Known.PEOPLE)

OUTLINES: dict[PaperTemplate, Outline] = {
    PaperTemplate.REPORT: Outline(
        name="研制报告",
        category="applied_technology",
        article="通知第四条第1项",
        head=(
            _TITLE,
            _UNITS,
            _PEOPLE,
            Cell(label="课题来源及编号", known=Known.PROJECTS),
            Cell(label="研究起止时间", known=Known.PERIOD),
        ),
        parts=(
            Part(
                title="立项背景与研究目标",
                hint="国内外现状、要解决的问题、任务书或合同规定的目标。",
            ),
            Part(title="研究内容", hint="分几项写明做了什么。"),
            Part(title="技术路线", hint="技术方案、研究方法、关键工艺，可以附图。"),
            Part(
                title="试验过程与结果",
                hint="试验条件、地点、时间、数据和检测结论，注明检测单位。",
            ),
            Part(
                title="主要技术指标",
                hint="达到的指标，与任务书规定和国内外同类技术的比较。",
                known=Known.INDICATORS,
            ),
            Part(
                title="创新点",
                hint="逐条写明与已有技术的不同之处。",
                known=Known.INNOVATION,
            ),
            Part(title="知识产权和标准", hint="与本成果直接有关的专利、软件著作权、标准等。"),
            Part(
                title="应用情况和效益", hint="已经应用的写明单位、规模和效果；没有应用的写明前景。"
            ),
            Part(title="存在的问题和下一步工作", hint="没有可以不写。"),
            Part(
                title="完成人及分工",
                hint="与登记表中的完成人一致。",
                grid=Grid(heads=("序号", "姓名", "工作单位", "职称", "主要贡献"), rows=8),
            ),
        ),
        ends=("完成单位（盖章）", "负责人（签字）", "日期：    年  月  日"),
        status=Status.INFERRED,
        source="notice 四.1 names it; contents from the pack's Y-1 and S35, S36",
    ),
    PaperTemplate.USER_REPORT: Outline(
        name="用户报告",
        category="applied_technology",
        article="通知第四条第1项",
        head=(
            _TITLE,
            _UNITS,
            Cell(label="用户（应用单位）"),
            Cell(label="用户地址"),
            Cell(label="联系人及电话"),
            Cell(label="应用起止时间"),
        ),
        parts=(
            Part(title="应用情况", hint="由使用成果的单位写明使用时间、地点、规模和方式。"),
            Part(title="应用效果", hint="与原来相比的变化，用数据说明；并写明发现的问题。"),
            Part(
                title="经济效益",
                hint="单位：万元。没有或不便计算的可以不填，并说明理由。",
                grid=Grid(heads=("年度", "新增产值", "新增利润", "节约成本", "计算依据"), rows=3),
            ),
            Part(title="社会效益", hint="没有可以不写。"),
            Part(title="用户意见", hint="用户对成果的总体评价。"),
        ),
        ends=("用户单位（盖章）", "负责人（签字）", "日期：    年  月  日"),
        status=Status.INFERRED,
        source="notice 四.1 names it; contents from the pack's Y-3 and S35, S36",
    ),
    PaperTemplate.ACADEMIC_OPINION: Outline(
        name="学术部门评价意见",
        category="basic_theory",
        article="通知第四条第2项",
        head=(
            _TITLE,
            _UNITS,
            _PEOPLE,
            Cell(label="课题来源及编号", known=Known.PROJECTS),
            Cell(label="学术部门名称"),
        ),
        parts=(
            Part(
                title="评价对象",
                hint="所评价的论文、专著，写明题名、刊物或出版社、年月。",
                known=Known.PUBLICATIONS,
            ),
            Part(
                title="学术创新性",
                hint="提出的新理论、新方法或新发现，与已有研究的不同之处。",
                known=Known.INNOVATION,
            ),
            Part(title="科学价值", hint="对本学科发展的作用和意义。"),
            Part(title="学术影响", hint="发表、收录、被引用和同行评价的情况。"),
            Part(title="真实性和权属", hint="资料是否真实，完成人及排序是否有争议。"),
            Part(title="评价结论", hint="写明是否通过评价、是否同意登记。"),
            Part(
                title="评价人员名单",
                hint="由评价人员本人签字。",
                grid=Grid(heads=("序号", "姓名", "职称", "专业", "签字"), rows=5),
            ),
        ),
        ends=("学术部门（盖章）", "负责人（签字）", "日期：    年  月  日"),
        status=Status.INFERRED,
        source="notice 四.2 names it; contents inferred from what is judged there",
    ),
}


def offered_to(category: str) -> list[tuple[PaperTemplate, Outline]]:
    """Templates that are of use to a category."""
    return [(key, each) for key, each in OUTLINES.items() if each.category == category]
