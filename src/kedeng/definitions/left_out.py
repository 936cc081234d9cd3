"""What forms.md lists and the forms do not ask, each with its reason. Printed in docs/forms.md."""

from typing import NamedTuple


class LeftOut(NamedTuple):
    """A row of forms.md without a question: its number, its name, why."""

    ref: str
    name: str
    reason: str


_SYSTEM = "系统掌握，不由填报人填写"

LEFT_OUT: tuple[LeftOut, ...] = (
    LeftOut("H1", "成果类别", "新建时选定，决定用哪张表，保存后不变（R1）"),
    LeftOut("H2", "成果名称", "与 A1、B1 是同一个问题"),
    LeftOut("H3", "第一完成单位", "就是完成单位的第一行，不重复填写"),
    LeftOut("H6", "推荐单位", f"{_SYSTEM}：提交时由账号所属的组织管理部门确定"),
    LeftOut("H7", "批准登记单位", f"{_SYSTEM}：批准时写入（R7）"),
    LeftOut("H8", "批准登记号", f"{_SYSTEM}：批准时取号（R7、R8）"),
    LeftOut("H9", "批准登记日期", f"{_SYSTEM}：批准时写入（R7）"),
    LeftOut("H10", "成果密级", "只登记公开的成果，涉密成果不在登记范围内（R6）"),
    LeftOut("H11", "登记年度", f"{_SYSTEM}：由登记批次确定"),
    LeftOut("H12", "涉密承诺", "提交时的声明，不是表内问题"),
    LeftOut("3.4 seq", "委员序号", "就是行的顺序"),
    LeftOut("3.8 seq", "单位序号", "就是行的顺序，按贡献大小排列"),
    LeftOut("3.9 seq", "完成人序号", "就是行的顺序，按贡献大小排列"),
    LeftOut("3.9 id_type", "证件类型、证件号码", "不收集身份证件号码"),
    LeftOut("3.10", "声明与签章", "印在纸质登记表上，由人签字盖章"),
    LeftOut("L-HITECH product", "高新技术产品代码", "《中国高新技术产品目录(2006)》未收入代码表"),
    LeftOut("§6", "系统共用字段", f"{_SYSTEM}：状态、审核意见、版本等见流程"),
)
