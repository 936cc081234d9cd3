"""论文著作: counts and detail rows of the theory and soft science forms (forms.md B50–B56, C50–C56)."""

from kedeng.formkit.conditions import When
from kedeng.formkit.model import (
    Field,
    Kind,
    Layout,
    Section,
)
from kedeng.formkit.status import Status

RECALLED, INFERRED = Status.RECALLED, Status.INFERRED
PART = "论文著作"
COUNTED = "由下一部分的明细得出，不用填写。"

# key, label, row number, unit
_COUNTS = (
    ("papers_total", "发表论文总数", 50, "篇"),
    ("papers_abroad", "其中：国外发表", 51, "篇"),
    ("papers_domestic", "其中：国内发表", 52, "篇"),
    ("papers_sci", "SCI 收录数", 53, "篇"),
    ("papers_ei", "EI 收录数", 53, "篇"),
    ("papers_other_index", "其他收录数", 53, "篇"),
    ("monographs_total", "出版著作数", 55, "部"),
)


def publication_summary(letter: str) -> Section:
    """论文著作统计. `letter` begins the row numbers of forms.md: B or C."""
    *papers, monographs = (
        Field(
            key=key,
            kind=Kind.INTEGER,
            label=label,
            ref=f"{letter}{number}",
            help=COUNTED,
            unit=unit,
            computed=key,
            status=RECALLED,
            source="RECALLED",
        )
        for key, label, number, unit in _COUNTS
    )
    citations = Field(
        key="citation_count",
        kind=Kind.INTEGER,
        label="被引用次数",
        ref=f"{letter}54",
        help="论文、著作被他人引用的总次数，应与学术影响证明一致。没有可以不填。",
        unit="次",
        status=RECALLED,
        source="RECALLED; attachment S1",
    )
    return Section(
        key="publication_summary",
        title="论文著作统计",
        part=PART,
        intro="篇数和部数由下一部分的明细自动得出，这里只填被引用次数。",
        layout=Layout.BAND,
        fields=(*papers, citations, monographs),
        source="RECALLED",
    )


def publications(letter: str) -> Section:
    """论文著作明细, a row for each paper or book."""
    ref = f"{letter}56"
    is_paper = When("publication_kind", {"paper"})
    return Section(
        key="publications",
        title="论文著作明细",
        part=PART,
        intro="与本成果直接有关的论文和著作，每篇（部）一行。",
        repeats=(0, 200),
        row_title="论文或著作",
        layout=Layout.CARDS,
        optional=True,
        source="INFERRED",
        fields=(
            Field(
                key="publication_kind",
                kind=Kind.CHOICE,
                label="类型",
                aliases=("论著类型", "类别"),
                ref=ref,
                help="论文或著作。",
                options="publication_kind",
                required=True,
                source="INFERRED",
            ),
            Field(
                key="publication_title",
                kind=Kind.TEXT,
                label="题名",
                aliases=("论文题目", "题目", "著作名称", "名称"),
                ref=ref,
                help="论文题目或书名。",
                required=True,
                max_length=300,
                source="INFERRED",
            ),
            Field(
                key="authors",
                kind=Kind.TEXT,
                label="作者",
                aliases=("全部作者", "作者姓名"),
                ref=ref,
                help="按署名顺序填写，用分号隔开。",
                required=True,
                max_length=300,
                source="INFERRED",
            ),
            Field(
                key="published_in",
                kind=Kind.TEXT,
                label="刊物（出版社）",
                aliases=("刊物", "刊物名称", "期刊", "期刊名称", "出版社"),
                ref=ref,
                help="论文填刊物名称，著作填出版社名称。",
                required=True,
                max_length=200,
                source="INFERRED",
            ),
            Field(
                key="published_abroad",
                kind=Kind.YES_NO,
                label="是否国外发表",
                aliases=("国外发表",),
                ref=ref,
                help="在国外刊物上发表的选“是”，用来统计国内外篇数。",
                shown_if=is_paper,
                required_if=is_paper,
                source="INFERRED; counts B51, B52",
            ),
            Field(
                key="published_month",
                kind=Kind.MONTH,
                label="发表（出版）年月",
                aliases=("发表年月", "出版年月", "发表时间", "出版时间", "发表日期"),
                ref=ref,
                help="正式发表或出版的年月。",
                example="2025-04",
                required=True,
                source="INFERRED",
            ),
            Field(
                key="volume_pages",
                kind=Kind.TEXT,
                label="卷期页或书号",
                aliases=("卷期页", "书号"),
                ref=ref,
                help="论文填卷、期、页，著作填书号（ISBN）。",
                example="45(4): 12–20",
                max_length=100,
                source="INFERRED",
            ),
            Field(
                key="publication_indexes",
                kind=Kind.CHOICES,
                label="收录情况",
                aliases=("收录", "检索收录", "收录数据库"),
                ref=ref,
                help="被哪些检索系统收录，可以选几项，没有可以不填。",
                options="publication_index",
                shown_if=is_paper,
                source="INFERRED; counts B53",
            ),
            Field(
                key="doi",
                kind=Kind.TEXT,
                label="DOI",
                aliases=("DOI号",),
                ref=ref,
                help="有 DOI 的填写，便于核对。",
                max_length=100,
                source="INFERRED",
            ),
        ),
    )
