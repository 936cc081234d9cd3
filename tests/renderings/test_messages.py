"""Every code that can arise has its sentence, and every sentence reads as it should."""

import ast
from pathlib import Path

import pytest

import kedeng
from kedeng.definitions.registry import definition
from kedeng.domain.eligibility import Duty, DutyFound, Refusal
from kedeng.domain.evidence import assess, pack_named
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.rules import Severity
from kedeng.renderings.messages import day, duty_sentence, place, said, sentence, standing_sentence
from kedeng.renderings.sentences import SENTENCES

SOURCE = Path(kedeng.__file__).parent
CHECKOUT = SOURCE.parents[1]

# Call → which of its arguments is the code.
CODED = {"Unread": 1, "Problem": 0, "Finding": 2}
JUDGES = [
    SOURCE / "formkit" / "codec.py",
    SOURCE / "formkit" / "check.py",
    *(SOURCE / "definitions" / "rules").glob("*.py"),
    SOURCE / "renderings" / "workbook" / "reading.py",
    SOURCE / "renderings" / "pdf" / "unprintable.py",
]


def codes_in(path):
    """Codes that a module gives away, read from its source."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(getattr(call, "func", None), "id", "")
        if isinstance(call, ast.Call) and name in CODED:
            assert len(call.args) > CODED[name], f"{path.name}:{call.lineno} gives no code"
            yield from words_of(call.args[CODED[name]])


def words_of(node):
    """Texts and refusals that an expression may give: a literal, a choice of two, Refusal.X."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words_of(node.body)
        yield from words_of(node.orelse)
    elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Refusal":
        yield Refusal[node.attr].value
    elif isinstance(node, ast.JoinedStr):
        message = f"a code made of pieces, in line {node.lineno}: write it out"
        raise AssertionError(message)


def test_every_code_that_can_arise_has_a_sentence_and_no_sentence_is_idle():
    arising = {code for path in JUDGES for code in codes_in(path)}
    assert arising == set(SENTENCES)


FIELD = {"label": "地方投入", "unit": "万元", "text": "一百二十"}
TEXT = {"label": "成果名称", "count": 101, "most": 100, "least": 18, "advised": 35}
ROWS = {"row_title": "完成人", "rows": 16, "least": 1, "most": 50, "advised": 15}
DAY = {"date": "2024-12-31"}

SAID = {
    "forbidden_character": (
        FIELD,
        "含有无法保存的字符（显示为 �），请删除后重新输入。",
    ),
    "not_integer": (
        FIELD | {"label": "国家标准", "unit": "项"},
        "请填写整数，例如 12（单位：项）。",
    ),
    "not_money": (FIELD, "请填写数字，例如 120 或 120.50（单位：万元）。"),
    "money_decimals": (FIELD, "最多两位小数，例如 120.50（单位：万元）。"),
    "not_yes_no": ({"label": "主要课题"}, "请填写“是”或“否”。"),
    "not_date": ({"label": "评价日期"}, "请填写年月日，例如 2025-06-18。"),
    "not_month": ({"label": "出生年月"}, "请填写年月，例如 2025-06。"),
    "not_in_list": (
        {"label": "成果水平", "text": "世界第一"},
        "选项中没有“世界第一”，请从列表中选择。",
    ),
    "digits_lost": (
        {"label": "手机"},
        "数字太长，表格软件只留住了前 15 位。请把单元格格式改为“文本”，再重新填写。",
    ),
    "required": ({"label": "成果名称"}, "没有填写，请填写或选择。"),
    "unusually_long": (TEXT, "现有 101 个字，一般不超过 100 个字，请看能否删减。"),
    "unusually_many_rows": (ROWS | {"rows": 51}, "现有 51 行，一般不超过 50 行，请核对。"),
    "unusually_many_items": (
        {"label": "学科分类", "count": 3, "most": 2},
        "填了 3 项，一般不超过 2 项，请核对。",
    ),
    "unusually_low": (
        FIELD | {"least": 0},
        "小于 0，请核对是否填错，没有的填 0 或不填（单位：万元）。",
    ),
    "unlisted": (
        {"label": "学科分类", "text": "矿山", "candidates": ("440 矿山工程技术",)},
        "选项中没有“矿山”，相近的有“440 矿山工程技术”，请看列表中有没有合适的。",
    ),
    "too_long": (TEXT, "现有 101 个字，最多 100 个字，请删减。"),
    "rather_long": (
        TEXT | {"count": 40},
        "现有 40 个字，一般不超过 35 个字，请看能否缩短。",
    ),
    "too_short": (
        TEXT | {"label": "统一社会信用代码", "count": 17},
        "现有 17 个字符，应有 18 个字符，请核对是否填全。",
    ),
    "too_few_rows": (ROWS | {"rows": 0}, "现有 0 行，至少填 1 行，请添加。"),
    "too_many_rows": (ROWS | {"rows": 51}, "现有 51 行，最多 50 行，请删减。"),
    "many_rows": (ROWS, "现有 16 行，一般不超过 15 行，请核对。"),
    "too_many_items": (
        {"label": "关键词", "count": 4, "most": 3},
        "填了 4 项，最多 3 项，请删减。",
    ),
    "below_minimum": (
        FIELD | {"least": 0},
        "不能小于 0，没有的填 0 或不填（单位：万元）。",
    ),
    "wrong_shape": (
        {"label": "邮政编码", "example": "030001"},
        "写得不对，例如 030001。",
    ),
    "in_future": ({"label": "评价日期"}, "不能晚于今天，请核对，例如 2025-06-18。"),
    "keyword_joined": (
        {"text": "瓦斯、输送"},
        "“瓦斯、输送”像是几个词写在了一起，请用分号隔开，例如“瓦斯利用；安全输送”。",
    ),
    "keyword_repeated": ({"text": "瓦斯"}, "“瓦斯”重复了，请换一个或删去。"),
    "wrong_first_unit": (
        {"first_unit": "演示研究所", "unit": "演示大学"},
        (
            "填的是“演示研究所”，而本账号属于“演示大学”。"
            "成果由第一完成单位登记，请由“演示研究所”填报，或核对单位名称和排序。"
        ),
    ),
    "summary_short": (
        {"count": 99, "least": 100, "most": 1000},
        "现有 99 个字，一般不少于 100 个字，请补充背景、创新内容、应用领域和前景。",
    ),
    "summary_long": (
        {"count": 1001, "least": 100, "most": 1000},
        "现有 1001 个字，一般不超过 1000 个字，请删减。",
    ),
    "title_not_of_contract": (
        {"number": "2025-YF01", "title": "瓦斯发电"},
        "课题 2025-YF01 的任务书名称是“瓦斯发电”，与成果名称不同。请改用该名称，或说明理由。",
    ),
    "research_order": (
        {"start": "2025-06", "end": "2022-03"},
        ("2022年3月早于研究起始日期2025年6月，请核对两个日期，例如 2022-03 至 2025-06。"),
    ),
    "evaluation_outside_window": (
        DAY | {"from": "2025-01-01", "to": "2025-12-31"},
        (
            "2024年12月31日不在本次登记的期限内。"
            "本次登记2025年1月1日至12月31日的成果，请核对证明材料上的日期。"
        ),
    ),
    "filed_too_late": (
        {"date": "2025-03-01", "last": "2025-09-01", "start": "，从证书落款日期起算"},
        (
            "2025年3月1日的成果应在2025年9月1日前（含当天，从证书落款日期起算）登记，"
            "现已超过期限，不能登记。"
        ),
    ),
    "evidence_too_old": (
        DAY | {"oldest": "2025-01-20"},
        "2024年12月31日太早，本次只登记2025年1月20日以后评价的成果。",
    ),
    "evaluated_before_end": (
        DAY | {"end": "2025-06"},
        "2024年12月31日早于研究终止日期2025年6月，请核对两个日期。",
    ),
    "no_form_of_the_result": (
        {},
        "技术、标准两栏至少选一栏，例如技术栏选“新技术”。",
    ),
    "standard_not_the_highest": (
        {"chosen": "地方标准", "highest": "国家标准"},
        ("选的是“地方标准”，而标准数中最高的是“国家标准”。请选“国家标准”，或核对标准数。"),
    ),
    "standard_not_chosen": (
        {"highest": "行业标准"},
        "填了标准数，请在这一栏选最高的一级“行业标准”。",
    ),
    "stage_against_use": (
        {"stage": "初期阶段", "use": "产业化应用"},
        "选了“初期阶段”，而应用状态是“产业化应用”，请核对。阶段按评价时的情况选择。",
    ),
    "uncovered_character": (
        {"label": "姓名", "characters": "\ue0ff（U+E0FF）"},
        "打印字体里没有 \ue0ff（U+E0FF），内容会原样保存；打印时要写明这个字在纸上怎么写。",
    ),
    "no_primary_project": (
        {"rows": 2},
        "没有选主要课题，请在一个课题的“主要课题”处选“是”。",
    ),
    "second_primary_project": (
        {"rows": 2},
        "选了 2 个，只能有一个，请把其余的改为“否”。",
    ),
    "total_is_not_the_sum": (
        {"total": "45.00", "sum": "42.50"},
        "填的是 45.00 万元，各项相加是 42.50 万元，请核对各项金额。",
    ),
    "total_is_zero": (
        {},
        "合计为 0，请核对各项经费，例如自有资金 120.50（单位：万元）。",
    ),
    "amount_above_bound": (
        {"label": "合作转化收入", "amount": "1,200,000.00", "bound": "1,000,000"},
        "1,200,000.00 万元，超过 1,000,000 万元，请核对单位是不是写成了元。",
    ),
    "source_without_money": (
        {"source": "地方计划", "label": "地方投入"},
        "课题来源是“地方计划”，而地方投入为 0，请核对，例如 120.50（单位：万元）。",
    ),
    "level_without_report": (
        {"method": "行业准入", "level": "国内先进"},
        (
            "评价方式是“行业准入”，选了“国内先进”却没有上传评价证书或评价报告。"
            "请上传报告，或选“未评价”。"
        ),
    ),
    "level_not_copied": (
        {"method": "鉴定"},
        "评价方式是“鉴定”，一般有水平结论，请照抄结论，例如“国内先进”。",
    ),
    "negative_evaluation": (
        {},
        "评价结论不肯定的成果不能登记。评价已通过的，请选“是”。",
    ),
    "committee_too_small": (
        {"rows": 2, "least": 3},
        "现有 2 人，一般不少于 3 人，请按证书上的名单填全。",
    ),
    "committee_without_chair": (
        {},
        "没有主任（组长），请在一名委员的职务处选“主任（组长）”。",
    ),
    "committee_second_chair": (
        {},
        "主任（组长）只能有一人，请把这一人改为“副主任（副组长）”或“委员（成员）”。",
    ),
    "member_is_a_completer": (
        {"name": "张三"},
        "“张三”也是完成人，请核对名单。",
    ),
    "no_granted_patent": (
        {},
        "评价方式是“获得专利授权”，请填写已授权的发明或实用新型专利。",
    ),
    "only_design_patent": (
        {},
        (
            "只有外观设计专利，不能作为评价方式。"
            "请填写已授权的发明或实用新型专利，或改选其他评价方式。"
        ),
    ),
    "no_patent_in_window": (
        {"from": "2025-01-01", "to": "2025-12-31", "dates": ["2024-12-31", "2026-01-01"]},
        (
            "发明和实用新型专利的授权日是2024年12月31日、2026年1月1日，"
            "都不在2025年1月1日至12月31日之内，请核对授权日。"
        ),
    ),
    "granted_before_application": (
        {"applied": "2025-03-21", "granted": "2023-02-14"},
        "2023年2月14日早于申请日2025年3月21日，请核对两个日期。",
    ),
    "number_odd": (
        {"number": "20231", "kind": "发明专利", "example": "ZL202310123456.7"},
        "“20231”不像发明专利的号码，请照证书核对，例如 ZL202310123456.7。",
    ),
    "part_above_whole": (
        {
            "label": "技术入股股权折价",
            "amount": "2.00",
            "whole": "合作转化收入",
            "limit": "1.00",
        },
        ("2.00 万元，大于合作转化收入 1.00 万元。它是后者的一部分，请核对两个金额。"),
    ),
    "above_income": (
        {"label": "净利润", "amount": "11.00", "income": "10.00"},
        "11.00 万元，大于自我转化总收入 10.00 万元，请核对两个金额。",
    ),
    "unit_repeated": (
        {"name": "演示大学", "place": 1},
        "“演示大学”与第 1 个完成单位相同，请删去一个。",
    ),
    "credit_code_character": (
        {"text": "9111O000600037341L", "place": 5, "found": "O"},
        (
            "“9111O000600037341L”的第 5 位不会是“O”，请照证书核对。"
            "代码里没有字母 I、O、S、V、Z，第 3 至 8 位都是数字。"
        ),
    ),
    "credit_code_check": (
        {"text": "91110000600037341M", "last": "L"},
        ("“91110000600037341M”有抄错的地方，按前 17 位算，末位应当是 L。请照证书逐位核对。"),
    ),
    "independent_with_partners": (
        {"mode": "独立研究", "rows": 2},
        "选了“独立研究”，却有 2 个完成单位。请改选合作形式，或只留一个单位。",
    ),
    "partner_missing": (
        {"mode": "与企业合作", "rows": 2, "partner": "企业"},
        "选了“与企业合作”，第二位起的完成单位中却没有“企业”，请核对单位属性。",
    ),
    "person_repeated": (
        {"name": "张三", "place": 2},
        "“张三”与第 2 位完成人的姓名和出生年月都相同，请删去一个。",
    ),
    "employer_is_no_unit": (
        {"name": "张三", "employer": "某厂"},
        "“某厂”不是完成单位，请核对全称，或在完成单位中添加。",
    ),
    "age_implausible": (
        {"name": "张三", "birth": "2015-01", "age": 10},
        "“张三”的出生年月是2015年1月，到研究终止时 10 岁，请核对，例如 1980-05。",
    ),
    "form_without_publication": (
        {"form": "论文"},
        "成果体现形式是“论文”，请至少填一篇（部）论文。",
    ),
    "adoption_without_paper": (
        {},
        "选了已采纳或部分采纳，请上传决策部门的采纳意见或批示。",
    ),
    "evidence_missing": (
        {"title": "研制报告", "article": "通知第四条第1项", "alternatives": ["研制报告"]},
        "没有上传，请上传（通知第四条第1项）。",
    ),
    "expected_paper": (
        {"method": "结题", "papers": ["验收报告、意见、通知", "绩效评价意见"]},
        "评价方式是“结题”，请上传验收报告、意见、通知，或绩效评价意见。",
    ),
    "user_report_though_unused": (
        {},
        "应用状态是“未应用”，却上传了用户报告，请核对。",
    ),
    "enterprise_standard_as_evidence": (
        {},
        (
            "企业标准不能作为评价性材料。"
            "请另传评价证书、验收意见、专利证书等任一项；上传的不是企业标准的，请说明。"
        ),
    ),
}


def test_every_sentence_has_its_example_here():
    assert set(SAID) == set(SENTENCES)


@pytest.mark.parametrize("code", SAID)
def test_a_sentence_says_what_is_wrong_and_how_to_mend_it(code):
    params, said = SAID[code]
    assert sentence(Problem(code, "overview", Severity.ERROR, params)) == said


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_plain_chinese(code):
    text = SENTENCES[code]
    assert text.endswith(("。", "{missing}"))
    assert not set(text) & set("您!！?？,;")


def test_what_is_to_be_confirmed_asks_for_the_reason():
    problem = Problem("required", "a.b", Severity.CONFIRM, {"label": "成果属性"})
    assert sentence(problem) == "没有填写，请填写或选择。确实没有的，提交前请写明原因。"


def test_what_is_odd_asks_for_the_reason_in_other_words():
    problem = Problem("number_odd", "a.b", Severity.CONFIRM, SAID["number_odd"][0])
    assert sentence(problem).endswith("ZL202310123456.7。确实如此的，提交前请写明原因。")


def test_options_that_may_have_been_meant_are_named():
    found = ("440 矿山工程技术", "450 冶金工程技术")
    params = {"label": "学科分类", "text": "矿山冶金", "candidates": found}
    assert sentence(Problem("not_in_list", "a.b", Severity.ERROR, params)) == (
        "选项中没有“矿山冶金”，相近的有“440 矿山工程技术”“450 冶金工程技术”，请从列表中选择。"
    )


def test_a_code_without_a_sentence_is_an_error():
    with pytest.raises(KeyError):
        sentence(Problem("nonsense", "a.b", Severity.ERROR))


def test_a_choice_of_papers_is_listed():
    params = {
        "title": "评价性材料",
        "article": "通知第四条第1项",
        "alternatives": ["专利证书", "国家标准"],
    }
    assert sentence(Problem("evidence_missing", "evidence.Y-2", Severity.ERROR, params)) == (
        "还没有，下列材料任选一项上传即可：专利证书；国家标准（通知第四条第1项）。"
    )


@pytest.mark.parametrize(
    ("first", "last", "window"),
    [("2025-01-01", "", "2025年1月1日以后"), ("", "2025-12-31", "2025年12月31日以前")],
)
def test_a_window_may_be_open_at_one_end(first, last, window):
    params = {"date": "2024-12-31", "from": first, "to": last}
    said = sentence(Problem("evaluation_outside_window", "a.b", Severity.ERROR, params))
    assert said == (
        f"2024年12月31日不在本次登记的期限内。本次登记{window}的成果，请核对证明材料上的日期。"
    )


def test_long_and_braced_texts_are_quoted_safely():
    params = {"label": "成果水平", "text": "{label}" * 10}
    assert sentence(Problem("not_in_list", "a.b", Severity.ERROR, params)) == (
        "选项中没有“{label}{label}{label}{label}{l…”，请从列表中选择。"
    )


@pytest.mark.parametrize(
    ("stored", "read"),
    [("2025-06-08", "2025年6月8日"), ("2025-06", "2025年6月"), ("", ""), ("去年", "去年")],
)
def test_a_stored_date_is_read_as_a_date(stored, read):
    assert day(stored) == read


# ── places ───────────────────────────────────────────────────────────────────────────────────────

ANSWERS = Answers(
    {
        "people": [{"id": f"q{number}"} for number in range(1, 6)],
        "units": [{"id": "u1"}, {"id": "u2"}],
    }
)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("people[q4].employer", "完成人第 4 位 · 工作单位"),
        ("people[q4]", "完成人第 4 位"),
        ("units[u2].unit_name", "完成单位第 2 位 · 单位名称"),
        ("funding.funding_local", "地方投入"),
        ("funding", "经费投入"),
        ("overview.something_else", "成果概况"),
        ("evidence.Y-2.1b", "证明材料"),
    ],
)
def test_a_place_is_named(path, where):
    problem = Problem("required", path, Severity.ERROR)
    assert place(problem, definition("applied_technology"), ANSWERS) == where


def test_what_is_said_of_a_row_names_the_row_once():
    problem = Problem("required", "people[q2].employer", Severity.ERROR, {"label": "工作单位"})
    form = definition("applied_technology")
    assert said(problem, form, ANSWERS) == "完成人第 2 位 · 工作单位：没有填写，请填写或选择。"


def test_missing_evidence_is_placed_by_its_title():
    problem = Problem("evidence_missing", "evidence.Y-1", Severity.ERROR, {"title": "研制报告"})
    assert place(problem, definition("soft_science"), ANSWERS) == "证明材料 · 研制报告"


# ── evidence and duty ────────────────────────────────────────────────────────────────────────────


def standings(category, files, conditions=frozenset()):
    found = assess(pack_named("shanxi-2025"), category, files, conditions)
    return [standing_sentence(item) for item in found.standings]


def test_standings_tell_what_is_there_and_what_is_left():
    files = {"Y-2.4a": ("证书甲.pdf", "证书乙.pdf"), "Y-2.1b": ("验收意见.pdf",)}
    assert standings("applied_technology", files) == [
        "研制报告：没有上传，请上传（通知第四条第1项）。",
        (
            "评价性材料：已有《验收意见.pdf》"
            "（Y-2.1b 科技计划项目验收意见、通知、报告或绩效评价意见）、"
            "《证书甲.pdf》《证书乙.pdf》（Y-2.4a 专利证书），其余不必再交。"
        ),
        "用户报告：没有上传，请上传（通知第四条第1项）。",
    ]


def test_a_standing_tells_the_paper_that_is_still_lacking():
    files = {"J-1": ("论文.pdf",), "J-4": ("意见.pdf",), "J-6": ("检索.pdf",)}
    assert standings("basic_theory", files, frozenset({"plan_or_fund"})) == [
        "学术论文或学术专著：已有《论文.pdf》（J-1 学术论文全文），其余不必再交。",
        "验收材料和评价意见：还缺科技计划项目验收报告、意见、通知，请上传（通知第四条第2项）。",
        "学术影响证明：已有《检索.pdf》（J-6 学术影响证明）。",
    ]


def test_a_requirement_that_a_body_does_not_make_is_told_as_such():
    found = assess(pack_named("national"), "soft_science", frozenset({"R-1", "R-2a"}))
    assert standing_sentence(found.standings[-1]) == (
        "盖章的《科技成果登记表》扫描件：本项不需要。"
    )


def test_duties_are_told_with_their_article():
    catalogue = Catalogue.from_directory(CHECKOUT / "data" / "codelists")
    plan = DutyFound(Duty.MANDATORY, "通知第一条第1项", ("local_plan", "local_fund"))
    assert duty_sentence(plan, catalogue) == (
        "应当登记：课题来源有地方计划、地方基金（通知第一条第1项）。"
    )
    assert duty_sentence(DutyFound(Duty.MANDATORY, "科技成果登记办法第二条"), catalogue) == (
        "应当登记（科技成果登记办法第二条）。"
    )
    assert duty_sentence(DutyFound(Duty.VOLUNTARY, "通知第一条第2项"), catalogue) == (
        "自愿登记（通知第一条第2项）。"
    )
