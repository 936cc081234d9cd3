"""Problem code → Chinese sentence: what is wrong, how to mend it, an example of right.

The table of `renderings.messages`. A sentence does not repeat where its problem stands: the place
says that. A template names the params of its problem in braces; dates and lists come ready to read.
{in_unit}, {nearest}, {window} and {missing} are phrases that `messages` makes.
"""
# ruff: noqa: E501 - a sentence stays on its line

from collections.abc import Mapping
from types import MappingProxyType

_READING = {
    "forbidden_character": "含有无法保存的字符（显示为 �），请删除后重新输入。",
    "not_integer": "请填写整数，例如 12{in_unit}。",
    "not_money": "请填写数字，例如 120 或 120.50{in_unit}。",
    "money_decimals": "最多两位小数，例如 120.50{in_unit}。",
    "not_yes_no": "请填写“是”或“否”。",
    "not_date": "请填写年月日，例如 2025-06-18。",
    "not_month": "请填写年月，例如 2025-06。",
    "digits_lost": "数字太长，表格软件只留住了前 15 位。请把单元格格式改为“文本”，再重新填写。",
    "not_in_list": "选项中没有“{text}”{nearest}，请从列表中选择。",
}

_FIELDS = {
    "required": "没有填写，请填写或选择。",
    "too_long": "现有 {count} 个字，最多 {most} 个字，请删减。",
    "unusually_long": "现有 {count} 个字，一般不超过 {most} 个字，请看能否删减。",
    "rather_long": "现有 {count} 个字，一般不超过 {advised} 个字，请看能否缩短。",
    "too_short": "现有 {count} 个字符，应有 {least} 个字符，请核对是否填全。",
    "too_few_rows": "现有 {rows} 行，至少填 {least} 行，请添加。",
    "too_many_rows": "现有 {rows} 行，最多 {most} 行，请删减。",
    "unusually_many_rows": "现有 {rows} 行，一般不超过 {most} 行，请核对。",
    "many_rows": "现有 {rows} 行，一般不超过 {advised} 行，请核对。",
    "too_many_items": "填了 {count} 项，最多 {most} 项，请删减。",
    "unusually_many_items": "填了 {count} 项，一般不超过 {most} 项，请核对。",
    "below_minimum": "不能小于 {least}，没有的填 0 或不填{in_unit}。",
    "unusually_low": "小于 {least}，请核对是否填错，没有的填 0 或不填{in_unit}。",
    "unlisted": "选项中没有“{text}”{nearest}，请看列表中有没有合适的。",
    "uncovered_character": "打印字体里没有 {characters}，内容会原样保存；打印时要写明这个字在纸上怎么写。",
    "wrong_shape": "写得不对，例如 {example}。",
    "in_future": "不能晚于今天，请核对，例如 2025-06-18。",
}

_HEAD = {
    "keyword_joined": "“{text}”像是几个词写在了一起，请用分号隔开，例如“瓦斯利用；安全输送”。",
    "keyword_repeated": "“{text}”重复了，请换一个或删去。",
    "wrong_first_unit": "填的是“{first_unit}”，而本账号属于“{unit}”。"
    "成果由第一完成单位登记，请由“{first_unit}”填报，或核对单位名称和排序。",
    "summary_short": "现有 {count} 个字，一般不少于 {least} 个字，请补充背景、创新内容、应用领域和前景。",
    "title_not_of_contract": "课题 {number} 的任务书名称是“{title}”，与成果名称不同。请改用该名称，或说明理由。",
    "summary_long": "现有 {count} 个字，一般不超过 {most} 个字，请删减。",
}

_DATES = {
    "research_order": "{end}早于研究起始日期{start}，请核对两个日期，例如 2022-03 至 2025-06。",
    "evaluation_outside_window": "{date}不在本次登记的期限内。本次登记{window}的成果，请核对证明材料上的日期。",
    "filed_too_late": "{date}的成果应在{last}前（含当天{start}）登记，现已超过期限，不能登记。",
    "evidence_too_old": "{date}太早，本次只登记{oldest}以后评价的成果。",
    "evaluated_before_end": "{date}早于研究终止日期{end}，请核对两个日期。",
}

_CLASSIFICATION = {
    "no_form_of_the_result": "技术、标准两栏至少选一栏，例如技术栏选“新技术”。",
    "standard_not_the_highest": "选的是“{chosen}”，而标准数中最高的是“{highest}”。"
    "请选“{highest}”，或核对标准数。",
    "standard_not_chosen": "填了标准数，请在这一栏选最高的一级“{highest}”。",
    "stage_against_use": "选了“{stage}”，而应用状态是“{use}”，请核对。阶段按评价时的情况选择。",
}

_MONEY = {
    "no_primary_project": "没有选主要课题，请在一个课题的“主要课题”处选“是”。",
    "second_primary_project": "选了 {rows} 个，只能有一个，请把其余的改为“否”。",
    "total_is_not_the_sum": "填的是 {total} 万元，各项相加是 {sum} 万元，请核对各项金额。",
    "total_is_zero": "合计为 0，请核对各项经费，例如自有资金 120.50（单位：万元）。",
    "amount_above_bound": "{amount} 万元，超过 {bound} 万元，请核对单位是不是写成了元。",
    "source_without_money": "课题来源是“{source}”，而{label}为 0，请核对，例如 120.50（单位：万元）。",
}

_EVALUATION = {
    "level_without_report": "评价方式是“{method}”，选了“{level}”却没有上传评价证书或评价报告。"
    "请上传报告，或选“未评价”。",
    "level_not_copied": "评价方式是“{method}”，一般有水平结论，请照抄结论，例如“国内先进”。",
    "negative_evaluation": "评价结论不肯定的成果不能登记。评价已通过的，请选“是”。",
    "committee_too_small": "现有 {rows} 人，一般不少于 {least} 人，请按证书上的名单填全。",
    "committee_without_chair": "没有主任（组长），请在一名委员的职务处选“主任（组长）”。",
    "committee_second_chair": "主任（组长）只能有一人，请把这一人改为“副主任（副组长）”或“委员（成员）”。",
    "member_is_a_completer": "“{name}”也是完成人，请核对名单。",
}

_RIGHTS = {
    "no_granted_patent": "评价方式是“获得专利授权”，请填写已授权的发明或实用新型专利。",
    "only_design_patent": "只有外观设计专利，不能作为评价方式。请填写已授权的发明或实用新型专利，或改选其他评价方式。",
    "no_patent_in_window": "发明和实用新型专利的授权日是{dates}，都不在{window}之内，请核对授权日。",
    "granted_before_application": "{granted}早于申请日{applied}，请核对两个日期。",
    "number_odd": "“{number}”不像{kind}的号码，请照证书核对，例如 {example}。",
}

_APPLICATION = {
    "part_above_whole": "{amount} 万元，大于{whole} {limit} 万元。它是后者的一部分，请核对两个金额。",
    "above_income": "{amount} 万元，大于自我转化总收入 {income} 万元，请核对两个金额。",
}

_PEOPLE = {
    "unit_repeated": "“{name}”与第 {place} 个完成单位相同，请删去一个。",
    "credit_code_character": "“{text}”的第 {place} 位不会是“{found}”，请照证书核对。代码里没有字母 I、O、S、V、Z，第 3 至 8 位都是数字。",
    "credit_code_check": "“{text}”有抄错的地方，按前 17 位算，末位应当是 {last}。请照证书逐位核对。",
    "independent_with_partners": "选了“{mode}”，却有 {rows} 个完成单位。请改选合作形式，或只留一个单位。",
    "partner_missing": "选了“{mode}”，第二位起的完成单位中却没有“{partner}”，请核对单位属性。",
    "person_repeated": "“{name}”与第 {place} 位完成人的姓名和出生年月都相同，请删去一个。",
    "employer_is_no_unit": "“{employer}”不是完成单位，请核对全称，或在完成单位中添加。",
    "age_implausible": "“{name}”的出生年月是{birth}，到研究终止时 {age} 岁，请核对，例如 1980-05。",
}

_THEORY = {
    "form_without_publication": "成果体现形式是“{form}”，请至少填一篇（部）{form}。",
    "adoption_without_paper": "选了已采纳或部分采纳，请上传决策部门的采纳意见或批示。",
}

_EVIDENCE = {
    "evidence_missing": "{missing}",
    "expected_paper": "评价方式是“{method}”，请上传{papers}。",
    "user_report_though_unused": "应用状态是“未应用”，却上传了用户报告，请核对。",
    "enterprise_standard_as_evidence": "企业标准不能作为评价性材料。"
    "请另传评价证书、验收意见、专利证书等任一项；上传的不是企业标准的，请说明。",
}

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        **_READING,
        **_FIELDS,
        **_HEAD,
        **_DATES,
        **_CLASSIFICATION,
        **_MONEY,
        **_EVALUATION,
        **_RIGHTS,
        **_APPLICATION,
        **_PEOPLE,
        **_THEORY,
        **_EVIDENCE,
    }
)
