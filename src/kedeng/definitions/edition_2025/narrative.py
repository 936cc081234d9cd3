"""成果简介: the text that is published (forms.md A80–A82, B80)."""

from kedeng.formkit.model import (
    Field,
    Kind,
    Privacy,
    Section,
)
from kedeng.formkit.status import Status

SUMMARY = Field(
    key="achievement_summary",
    kind=Kind.LONG_TEXT,
    label="成果简介",
    ref="A80",
    help="写清项目背景、创新内容、应用领域、水平、实用价值和前景，100 至 1000 字为宜。这段文字会公开，不要写不宜公开的内容。",
    required=True,
    max_length=2000,
    length_status=Status.SOURCED,
    status=Status.SOURCED,
    source="S35 (content and 2000字); 成果公报内容 (code) S49; 100–1000 RECALLED, bounds in the profile (R58)",
)
INDICATORS = Field(
    key="key_technical_indicators",
    kind=Kind.LONG_TEXT,
    label="主要技术指标",
    ref="A81",
    help="列出达到的主要指标，不超过 1000 个字。可以不填，不公开。",
    max_length=1000,
    privacy=Privacy.ROUTE,
    source="INFERRED",
)
INNOVATION_POINTS = Field(
    key="innovation_points",
    kind=Kind.LONG_TEXT,
    label="创新点",
    ref="A82",
    help="逐条写出主要创新点，不超过 1000 个字。可以不填，不公开。",
    max_length=1000,
    privacy=Privacy.ROUTE,
    source="INFERRED",
)


def summary(*fields: Field) -> Section:
    """成果简介 with the texts that this form asks for."""
    return Section(key="summary", title="成果简介", part="成果简介", fields=fields, source="S35")
