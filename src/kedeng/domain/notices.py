"""Which move makes which document, and what it says (notice 四; process.md b1, B45, B49).

The sentences are ours (INFERRED): no source gives their wording, only their names. `{title}`,
`{code}` and `{desk}` (who mends) are filled in.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A document by its name. `way` tells what the unit can do now."""

    title: str
    says: str
    way: str
    shows_until: bool = False  # the last day, as long as it runs


_ASK = (
    "对本决定有不同意见的，可以由第一完成单位出具书面意见（加盖公章），写明事实和理由，"
    "向本机构申请复核；复核认为原决定不当的，由本机构重新办理。"
)
_MEND = "请登录系统，在“我的登记”中打开该项登记，按修改清单逐条处理后重新提交。"

_ACCEPTED = Notice(
    title="受理通知单",
    says="你单位申请登记的科技成果《{title}》（登记表编号 {code}）材料收悉。经审查，申请材料齐全，"
    "符合规定的形式，本机构决定予以受理。",
    way="审核进展可以登录系统查看。本通知单不是登记证明。",
)
_SUPPLEMENT = Notice(
    title="补正通知单",
    says="你单位申请登记的科技成果《{title}》（登记表编号 {code}）材料收悉。经审查，"
    "以下内容需要补正：",
    way="请登录系统，在“我的登记”中打开该项登记，按修改清单逐条补正后提交。"
    "逾期没有补正的，本机构将不予受理。",
    shows_until=True,
)
_RETURNED = Notice(
    title="退回修改通知单",
    says="科技成果《{title}》（登记表编号 {code}）的登记材料经审查，需要由{desk}修改以下内容：",
    way=_MEND,
    shows_until=True,
)
_NOT_ACCEPTED = Notice(
    title="不予受理告知书",
    says="你单位申请登记的科技成果《{title}》（登记表编号 {code}），经审查，"
    "本机构决定不予受理。理由如下：",
    way=_ASK,
)
_REFUSED = Notice(
    title="不予登记告知书",
    says="你单位申请登记的科技成果《{title}》（登记表编号 {code}），经审核，"
    "本机构决定不予登记。理由如下：",
    way=_ASK,
)
_NOT_RECOMMENDED = Notice(
    title="不予推荐告知书",
    says="你单位申请登记的科技成果《{title}》（登记表编号 {code}），经审查，"
    "本单位决定不予推荐。理由如下：",
    way="不予推荐的登记，省级登记机构可以调取审核。对本决定有不同意见的，可以向本单位或者省级登记机构"
    "书面说明事实和理由。",
)

NOTICES = MappingProxyType(
    {
        "accept": _ACCEPTED,
        "request_supplement": _SUPPLEMENT,
        "return": _RETURNED,
        "return_disputed": _RETURNED,
        "decline": _NOT_ACCEPTED,
        "decline_unsupplied": _NOT_ACCEPTED,
        "refuse": _REFUSED,
        "uphold": _REFUSED,
        "refuse_disputed": _REFUSED,
        "not_recommend": _NOT_RECOMMENDED,
    }
)
"""Transition → the document that its desk issues; other moves make none."""
