"""What is read from the text layer of certificates, and what is not taken for one."""

import pytest

from kedeng.definitions.registry import CATEGORY_NAMES, CURRENT_EDITION, definition
from kedeng.domain.proving_papers import LINES, PAPERS, Paper
from kedeng.domain.suggestions import readings

INVENTION = """证书号第6543210号
发 明 专 利 证 书
发 明 名 称：一种基于深度学习的煤矿井下巷道变形
监测方法及系统
发 明 人：张演示;李演示
专 利 号：ZL 2023 1 0123456.7
专利申请日：2023年02月14日
专 利 权 人：演示大学
地 址：030006 山西省太原市小店区坞城路92号
授权公告日：2025年03月21日 授权公告号：CN 115000000 B
国家知识产权局依照中华人民共和国专利法进行审查，决定授予专利权，颁发发明专利证书并
在专利登记簿上予以登记。"""

SOFTWARE = """中华人民共和国国家版权局
计算机软件著作权登记证书
证书号： 软著登字第12345678号
软 件 名 称： 演示煤矿安全监测平台
[简称：监测平台]
V1.0
著 作 权 人： 演示大学
开发完成日期： 2024年05月01日
首次发表日期： 未发表
登 记 号： 2025SR0123456
根据《计算机软件保护条例》的规定，对以上事项予以登记。
2025年01月20日"""

ACCEPTANCE = """山西省科技计划项目
验收证书
证书编号：晋科验字〔2025〕第 118 号
项目名称：煤矿井下巷道变形监测
项目编号：202203021221001
承担单位：演示大学
组织验收单位：山西省科学技术厅
验收日期：2025-06-18"""

EVALUATION = """科学技术成果评价证书
编 号：中演评字[2025]第012号
成果名称：演示成果一号
完成单位：演示大学
组织评价单位：演示科技评价中心
评价日期：2025年9月3日"""

STANDARD = """ICS 73.100
DB14
山 西 省 地 方 标 准
DB14/T 1234—2025
煤矿巷道变形监测规程
2025-03-01 发布 2025-06-01 实施"""


def read(text):
    [reading] = readings({1: text})
    return reading.paper, {each.field: each.text for each in reading.found}


def test_a_patent_certificate_answers_for_the_right_and_for_the_evaluation():
    assert read(INVENTION) == (
        Paper.INVENTION,
        {
            "ip_rights.ip_type": "发明专利",
            "ip_rights.ip_name": "一种基于深度学习的煤矿井下巷道变形监测方法及系统",
            "ip_rights.ip_number": "ZL202310123456.7",
            "ip_rights.ip_status": "已授权",
            "ip_rights.application_date": "2023年02月14日",
            "ip_rights.grant_date": "2025年03月21日",
            "ip_rights.right_holder": "演示大学",
            "ip_rights.inventors": "张演示;李演示",
            "evaluation.evaluation_organization": "国家知识产权局",
            "evaluation.evaluation_date": "2025年03月21日",
            "evaluation.evaluation_certificate_number": "证书号第6543210号",
        },
    )


def test_a_software_certificate_is_dated_by_the_line_that_is_a_date_alone():
    assert read(SOFTWARE) == (
        Paper.SOFTWARE,
        {
            "ip_rights.ip_type": "软件著作权",
            "ip_rights.ip_name": "演示煤矿安全监测平台",
            "ip_rights.ip_number": "2025SR0123456",
            "ip_rights.ip_status": "已授权",
            "ip_rights.grant_date": "2025年01月20日",
            "ip_rights.right_holder": "演示大学",
        },
    )


def test_an_acceptance_certificate_answers_for_project_and_evaluation():
    assert read(ACCEPTANCE) == (
        Paper.ACCEPTANCE,
        {
            "evaluation.evaluation_certificate_number": "晋科验字〔2025〕第118号",
            "evaluation.evaluation_date": "2025-06-18",
            "evaluation.evaluation_organization": "山西省科学技术厅",
            "projects.project_title": "煤矿井下巷道变形监测",
            "projects.project_number": "202203021221001",
        },
    )


def test_an_evaluation_certificate_names_the_result():
    assert read(EVALUATION) == (
        Paper.EVALUATION,
        {
            "evaluation.evaluation_certificate_number": "中演评字[2025]第012号",
            "evaluation.evaluation_date": "2025年9月3日",
            "evaluation.evaluation_organization": "演示科技评价中心",
            "overview.achievement_name": "演示成果一号",
        },
    )


def test_the_cover_of_a_standard_says_number_and_day():
    assert read(STANDARD) == (
        Paper.STANDARD,
        {
            "evaluation.evaluation_certificate_number": "DB14/T1234—2025",
            "evaluation.evaluation_date": "2025-03-01",
        },
    )


def test_cells_of_a_table_answer_the_label_before_them():
    table = """科技计划项目验收意见
项目名称
煤矿井下巷道变形监测
项目编号
202203021221001
下达单位
验收日期
2025年6月18日"""
    assert read(table)[1] == {
        "evaluation.evaluation_date": "2025年6月18日",
        "projects.project_title": "煤矿井下巷道变形监测",
        "projects.project_number": "202203021221001",
    }


def test_two_labels_of_one_line_are_kept_apart():
    lines = "专利申请日：2023年02月14日 授权公告日：2025年03月21日"
    text = f"发明专利证书\n发明名称：一种装置 专利权人：演示大学\n{lines}"
    answers = read(text)[1]
    assert (answers["ip_rights.ip_name"], answers["ip_rights.right_holder"]) == (
        "一种装置",
        "演示大学",
    )
    assert (answers["ip_rights.application_date"], answers["ip_rights.grant_date"]) == (
        "2023年02月14日",
        "2025年03月21日",
    )


def test_each_answer_comes_with_the_line_that_it_was_read_from():
    [reading] = readings({7: INVENTION})
    lines = {each.field: (each.page, each.line) for each in reading.found}
    assert lines["ip_rights.ip_number"] == (7, "专 利 号：ZL 2023 1 0123456.7")
    assert lines["ip_rights.ip_type"] == (7, "发 明 专 利 证 书")
    assert lines["ip_rights.ip_name"][1].endswith("巷道变形 监测方法及系统")


def test_one_file_may_hold_several_papers_and_a_paper_several_pages():
    head, _, rest = ACCEPTANCE.partition("组织验收单位")
    found = readings({1: INVENTION, 2: "附图", 3: head, 4: f"组织验收单位{rest}", 5: SOFTWARE})
    assert [(each.paper, each.page) for each in found] == [
        (Paper.INVENTION, 1),
        (Paper.ACCEPTANCE, 3),
        (Paper.SOFTWARE, 5),
    ]
    assert {each.page for each in found[1].found} == {3, 4}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "研制报告\n本成果已获发明专利证书两件，专利号：ZL202310123456.7，另有一件正在审查之中。",
        "发明专利证书",  # a heading alone: a divider between papers
        "\n".join(["正文"] * 20) + INVENTION,  # not at the top of a page
    ],
)
def test_a_text_that_speaks_of_papers_is_none(text):
    assert readings({1: text}) == []


@pytest.mark.parametrize(
    ("paper", "method", "tells"),
    [
        (INVENTION, "patent_grant", True),
        (INVENTION, "acceptance", False),
        (INVENTION, "", False),
        (ACCEPTANCE, "acceptance", True),
        (ACCEPTANCE, "", True),
        (STANDARD, "industry_access", True),
        (STANDARD, "", False),
    ],
)
def test_a_paper_tells_of_an_evaluation_by_its_method_alone(paper, method, tells):
    [reading] = readings({1: paper})
    assert reading.tells_of_method(method) is tells


def test_every_line_answers_a_question_that_some_form_asks():
    forms = [definition(key, CURRENT_EDITION) for key in CATEGORY_NAMES]
    asked = {f"{s.key}.{f.key}" for form in forms for s, f in form.fields()}
    assert {line.field for line in LINES} <= asked
    assert {paper for line in LINES for paper in line.papers} == set(PAPERS) == set(Paper)
