"""A completely answered form of each category, and the evidence slots that go with it."""

from copy import deepcopy
from zlib import crc32

UNIT = "演示大学"
OVERVIEW = {
    "achievement_name": "演示用低浓度瓦斯利用方法",
    "keywords": ["瓦斯利用", "低浓度瓦斯"],
    "research_mode": "independent",
    "research_start_month": "2022-03",
    "research_end_month": "2025-05",
    "discipline_code": ["440"],
    "application_industry_code": "06",
    "socioeconomic_objective_code": "02",
}
SHARED = {
    "overview": OVERVIEW,
    "projects": [
        {
            "id": "p1",
            "project_source": "local_plan",
            "is_primary": True,
            "project_title": "演示课题",
            "project_number": "2022DEMO01",
            "is_publicly_funded": True,
        }
    ],
    "funding": {"funding_local": "30.00", "funding_own": "12.50"},
    "evaluation": {
        "evaluation_method": "acceptance",
        "evaluation_organization": "演示评价单位",
        "evaluation_date": "2025-06-18",
        "evaluation_certificate_number": "演验〔2025〕1号",
        "evaluation_is_positive": True,
    },
    "summary": {"achievement_summary": "演示简介。" * 30},
    "units": [
        {
            "id": "u1",
            "unit_name": UNIT,
            "uscc": "12140000MB1234567W",
            "unit_type": "university",
            "region_code": "1401",
            "address": "山西省太原市演示路 1 号",
            "postcode": "030001",
            "contact_name": "演示联系人",
            "contact_phone": "0351-1234567",
            "contact_mobile": "13800000000",
        }
    ],
    "people": [
        {
            "id": "q1",
            "name": "张三（演示）",
            "sex": "female",
            "birth_month": "1980-05",
            "professional_title": "senior",
            "education_level": "doctor",
            "employer": UNIT,
            "contribution": "提出总体方案",
        }
    ],
}
OWN = {
    "applied_technology": {
        "overview": {
            **OVERVIEW,
            "achievement_form_technology": "new_technology",
            "achievement_attribute": "original_innovation",
            "achievement_stage": "mature",
            "achievement_level": "domestic_leading",
            "hitech_field": "8",
        },
        "application": {"application_status": "industrialized"},
        "transformation": {
            "transformation_modes": ["self"],
            "self_total_income": "100.00",
            "has_transfer_demand": False,
        },
    },
    "basic_theory": {
        "overview": {**OVERVIEW, "achievement_form_theory": "paper"},
        "publications": [
            {
                "id": "w1",
                "publication_kind": "paper",
                "publication_title": "演示论文",
                "authors": "张三（演示）",
                "published_in": "演示学报",
                "published_month": "2025-01",
                "published_abroad": False,
            }
        ],
    },
    "soft_science": {
        "overview": {**OVERVIEW, "achievement_form_theory": "research_report"},
        "adoption": {"adoption_status": "not_adopted"},
    },
}
SLOTS = {
    "applied_technology": {"Y-1", "Y-2.1b", "Y-3"},
    "basic_theory": {"J-1", "J-3", "J-4", "J-6"},
    "soft_science": {"R-1", "R-2b"},
}


def complete_answers(category, unit=UNIT, title=None):
    """Give complete answers of a category, filed by `unit`, under a title of one's own.

    Under a title stands a project of its own: two of one project are to be told apart (B75).
    """
    answers = deepcopy(SHARED | OWN[category])
    answers["units"][0]["unit_name"] = unit
    answers["people"][0]["employer"] = unit
    if title:
        answers["overview"]["achievement_name"] = title
        answers["projects"][0]["project_number"] = f"2022DEMO{crc32(title.encode()):010}"
    return answers
