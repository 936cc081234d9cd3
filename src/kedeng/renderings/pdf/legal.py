"""Fixed sentences of the printed forms, by edition: parameters of the template, never code.

Wording and its source: the covers of the 2000 and 2002 forms (forms.md S4, S5) as restated in
forms.md 1. The approval number and the validity of the tables in force are not known publicly
(forms.md 0.2, 13): they stay empty, and the cover prints lines to write on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Legal:
    """What an authority may word otherwise; "" prints a line to write on."""

    duty: str  # the duty to report, of the Statistics Law
    secrecy: str  # secret results go another way
    tabulated_by: str  # 制表机关
    approved_by: str  # 批准机关
    approval_number: str  # 批准文号
    valid_until: str  # 有效期
    made_by: str  # maker and year, at the foot of the cover
    declaration: tuple[str, ...]
    seal_boxes: tuple[str, ...]


_2025 = Legal(
    duty=(
        "《中华人民共和国统计法》规定：国家机关、企业事业单位和其他组织等统计调查对象，"
        "必须真实、准确、完整、及时地提供统计调查所需的资料，不得提供不真实或者不完整的统计资料，"
        "不得迟报、拒报统计资料。"
    ),
    secrecy="《科技成果登记办法》规定：涉及国家秘密的科技成果，按照国家科技保密的有关规定管理，不在此登记。",
    tabulated_by="科学技术部",
    approved_by="国家统计局",
    approval_number="",
    valid_until="",
    made_by="中华人民共和国科学技术部制　2025 年",
    declaration=(
        (
            "本单位声明：本表及所附材料的内容真实、准确、完整，纸质材料与在线提交的内容一致；"
            "本成果不涉及国家秘密，不违反法律法规和国家政策；"
            "成果权属、完成单位和完成人的排序没有争议。如有不实，由本单位承担相应责任。"
        ),
    ),
    seal_boxes=("完成单位意见", "推荐单位意见", "登记机构意见"),
)

_EDITIONS: Mapping[str, Legal] = MappingProxyType({"2025": _2025})


def legal_of(edition: str) -> Legal:
    """Return the sentences of an edition; the newest for an edition without its own."""
    return _EDITIONS.get(edition, _EDITIONS[max(_EDITIONS)])
