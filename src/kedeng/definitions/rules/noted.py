"""Numbers of forms.md §12 that no function of this package judges, each with what does.

`kedeng docs --check` looks for every place and every test that is named here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kedeng.formkit.rules import Severity
from kedeng.formkit.status import Status


class NotedRule(NamedTuple):
    """A rule that a declaration or another floor keeps. Columns as of `formkit.rules.Rule`.

    `severity` may be a sentence where it differs by case. `judged` is the dotted name of what keeps
    the rule, `test` its proof as `file::function`; `deferred` says why nothing keeps it yet.
    """

    key: str
    title: str
    severity: str
    forms: str
    status: Status
    source: str
    judged: str
    test: str
    deferred: str = ""


SOURCED, RECALLED, INFERRED = Status.SOURCED, Status.RECALLED, Status.INFERRED
ERROR, CONFIRM, WARNING = Severity.ERROR, Severity.CONFIRM, Severity.WARNING
_EDITION = "kedeng.definitions.edition_2025"
_HERE = "tests/definitions/test_rules_of_the_form.py::test"
_RECORDS = "tests/apps/registrations"


_ROWS = (
    NotedRule("R1", "成果类别三选一，新建后不变", ERROR, "YJR", SOURCED, "forms.md R1；不变 INFERRED",
              "kedeng.definitions.registry.definition",
              f"{_HERE}_r1_there_are_three_categories_and_no_other"),
    NotedRule("R2", "成果名称不空、不过长", "error when open; warning above 35; confirm above 100", "YJR",
          SOURCED, "forms.md R2；35 字 (sibling) S28；100 字 INFERRED",
              f"{_EDITION}.overview.ACHIEVEMENT_NAME", f"{_HERE}_r2_a_name_is_given_and_not_too_long"),
    NotedRule("R5", "研究起始与主要课题的立项月一致", WARNING, "YJR", SOURCED, "forms.md R5、S2,S4",
              f"{_EDITION}.overview.RESEARCH_START",
              "tests/definitions/rules/test_rule_sets.py"
              "::test_r5_is_deferred_while_no_form_asks_when_a_project_was_approved",
          deferred="no question of the form asks for the approval month of a project (3.2); judged "
              "once a list of projects tells it, until then the help of the field says it"),
    NotedRule("R6", "涉密成果不登记", ERROR, "YJR", SOURCED, "通知第一条第3项；B2、B3",
              "kedeng.apps.registrations.actions.drafts.create_draft",
              f"{_RECORDS}/test_route.py::test_r6_a_secret_result_leaves_nothing_behind"),
    NotedRule("R7", "批准登记号、日期、单位由系统填写", ERROR, "YJR", SOURCED, "forms.md R7、S2；B62",
              "kedeng.apps.registrations.effects.EFFECTS",
              f"{_HERE}_r7_number_date_and_authority_are_no_questions"),
    NotedRule("R8", "批准登记号的写法", ERROR, "YJR", SOURCED, "forms.md R8、8.1；B58–B61",
              "kedeng.domain.numbering.compose",
              "tests/domain/test_numbering.py::test_a_number_has_body_year_letter_and_serial"),
    NotedRule("R10", "同一成果只登记一次", ERROR, "YJR", SOURCED,
              "通知第一条第4项；forms.md R10，比对方法 INFERRED",
              "kedeng.apps.registrations.guards.live_duplicate",
              f"{_RECORDS}/test_route.py::test_r10_the_same_result_is_registered_once"),
    NotedRule("R13", "没有晚于今天的日期", "error, exact", "YJR", INFERRED, "forms.md R13",
              "kedeng.formkit.check.check", f"{_HERE}_r13_no_date_lies_in_the_future"),
    NotedRule("R14", "在线提交、网上推荐、纸质报送的期限", ERROR, "YJR", SOURCED, "通知第五条",
              "kedeng.apps.registrations.guards.require_open_window",
              f"{_RECORDS}/test_round_windows.py"
              "::test_r14_nor_after_the_closing_which_is_told_by_the_clock_of_the_province"),
    NotedRule("R17", "其他应用技术须写明", ERROR, "Y", SOURCED, "forms.md R17、S3",
              f"{_EDITION}.overview.FORM_OTHER", f"{_HERE}_r17_another_applied_form_is_described"),
    NotedRule("R18", "理论、软科学成果体现形式选一种", ERROR, "JR", SOURCED, "forms.md R18、S3",
              f"{_EDITION}.overview.FORM_THEORY", f"{_HERE}_r18_a_theory_has_exactly_one_form"),
    NotedRule("R19", "成果属性、所处阶段各选一种", ERROR, "Y", SOURCED, "forms.md R19、S2,S3",
              f"{_EDITION}.overview.ATTRIBUTE",
              f"{_HERE}_r19_attribute_and_stage_belong_to_applied_technology_alone"),
    NotedRule("R22", "代码在代码表中", "error where the list is closed, else confirm", "YJR", INFERRED,
              "forms.md R22", "kedeng.formkit.codec.read",
              f"{_HERE}_r22_what_stands_in_no_list_blocks_only_where_the_list_is_sourced"),
    NotedRule("R25", "计划、基金课题须有名称、编号和类别", CONFIRM, "YJR", INFERRED, "forms.md R25",
              f"{_EDITION}.projects.projects",
              f"{_HERE}_r25_a_plan_is_named_and_numbered_and_an_own_choice_is_not"),
    NotedRule("R35", "知识产权数等于明细行数", "computed, so that it cannot differ", "YJR", INFERRED,
              "forms.md R35", "kedeng.definitions.computations.computations_of",
              f"{_HERE}_r35_counts_are_those_of_the_rows"),
    NotedRule("R38", "未应用、停用的须说明原因", CONFIRM, "Y", RECALLED, "forms.md R38",
              f"{_EDITION}.application.application", f"{_HERE}_r38_what_is_not_used_says_why"),
    NotedRule("R39", "未应用的没有转化方式和金额", "not asked, so that it cannot be", "Y", INFERRED,
              "forms.md R39", f"{_EDITION}.application.MAY_HAVE_MODE",
              f"{_HERE}_r39_what_is_not_used_has_no_mode_and_no_income"),
    NotedRule("R40", "产业化应用的须有转化方式", CONFIRM, "Y", INFERRED, "forms.md R40",
              f"{_EDITION}.application.NEEDS_MODE", f"{_HERE}_r40_industrial_use_has_a_mode"),
    NotedRule("R41", "金额属于所选的转化方式", CONFIRM, "Y", INFERRED, "forms.md R41",
              f"{_EDITION}.application.transformation",
              f"{_HERE}_r41_amounts_belong_to_the_ticked_mode"),
    NotedRule("R56", "逐级推荐、审核，退回写明理由", ERROR, "YJR", SOURCED, "通知第三条；理由 INFERRED",
              "kedeng.domain.workflow.TRANSITIONS",
              f"{_RECORDS}/test_matrix.py"
              "::test_r56_undeclared_moves_are_refused_to_whoever_makes_them_elsewhere"),
    NotedRule("R57", "纸质登记表与电子版一致", "printed: another text has another page code", "YJR",
          SOURCED, "forms.md R57、S35；校验码 INFERRED", "kedeng.renderings.pdf.pages.page_code",
              "tests/renderings/pdf/test_form.py"
              "::test_r57_a_changed_page_has_another_code_and_the_others_keep_theirs"),
    NotedRule("R59", "只开设下一级的账号，每个机构一名超级管理员", ERROR, "YJR", SOURCED,
              "通知第二条；forms.md R59", "kedeng.domain.delegation.decide_act",
              "tests/apps/organisations/test_supers.py"
              "::test_r59_accounts_are_opened_one_level_below_and_one_of_them_is_super"),
    NotedRule("R60", "汇总表就是本机构在本批次推荐的项目", ERROR, "YJR", SOURCED,
              "forms.md R60；恰好 INFERRED", "kedeng.apps.insight.summary.summary_of",
              "tests/apps/insight/test_summary.py::test_r60_each_desk_lists_what_it_passed_on"),
)  # fmt: skip

NOTES: Mapping[str, NotedRule] = MappingProxyType({note.key: note for note in _ROWS})
