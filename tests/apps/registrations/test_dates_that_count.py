"""B4–B7 as a person meets them: the date in the field, the day of filing, and what is said.

Every date and every sentence is written out. Sources: the notice of Shanxi 2025, items 一.1 and 五;
Gansu's rules of 2022 with the official answer of 2023-05-30 (six months); Shandong (three years of
public money, two of own); Guangxi names no limit (process.md b1).
"""

import json
from datetime import date

import pytest
from tests.records import answer, reload
from tests.stage import DATA

from kedeng.apps.registrations.judgement import judge
from kedeng.apps.rounds import actions
from kedeng.renderings.messages import sentence

SHANXI, GANSU = "shanxi-2025", "gansu-2022"
SHANDONG, GUANGXI = "shandong-2026", "guangxi-2025"
LONG = date(1990, 1, 1), date(2090, 12, 31)  # a round always has a period
PERIOD = {SHANXI: (date(2025, 1, 1), date(2025, 12, 31))}
OUTSIDE = "不在本次登记的期限内。本次登记2025年1月1日至12月31日的成果，请核对证明材料上的日期。"
TOO_LATE = "登记，现已超过期限，不能登记。"

# profile, evaluation method, main project's source, public money, date in the field, day of filing,
# what the field is told
TABLE = [
    (SHANXI, "acceptance", "local_plan", True, "2025-01-01", "2026-01-20", ""),
    (SHANXI, "acceptance", "local_plan", True, "2025-12-31", "2026-01-20", ""),
    (SHANXI, "acceptance", "local_plan", True, "2024-12-31", "2026-01-20",
     f"2024年12月31日{OUTSIDE}"),
    (SHANXI, "patent_grant", "self_selected", False, "2026-01-01", "2026-01-20",
     f"2026年1月1日{OUTSIDE}"),
    (GANSU, "acceptance", "local_plan", True, "2025-03-31", "2025-09-30", ""),
    (GANSU, "acceptance", "local_plan", True, "2025-03-31", "2025-10-01",
     "2025年3月31日的成果应在2025年9月30日前（含当天，从项目系统中确认验收之日或组织单位完成验收之日起算）"
     + TOO_LATE),
    (GANSU, "conclusion", "ministry_fund", True, "2025-12-20", "2026-06-20", ""),
    (GANSU, "conclusion", "ministry_fund", True, "2025-12-20", "2026-06-21",
     "2025年12月20日的成果应在2026年6月20日前（含当天，从结题通知或绩效评价意见之日起算）"
     + TOO_LATE),
    (GANSU, "patent_grant", "self_selected", False, "2025-04-15", "2025-10-15", ""),
    (GANSU, "patent_grant", "self_selected", False, "2025-04-15", "2025-10-16",
     "2025年4月15日的成果应在2025年10月15日前（含当天，从证书落款日期起算）"
     + TOO_LATE),
    (GANSU, "assessment", "self_selected", False, "2025-08-31", "2026-02-28", ""),
    (GANSU, "assessment", "self_selected", False, "2025-08-31", "2026-03-01",
     "2025年8月31日的成果应在2026年2月28日前（含当天）" + TOO_LATE),
    (SHANDONG, "acceptance", "local_plan", True, "2023-03-10", "2026-03-10", ""),
    (SHANDONG, "acceptance", "local_plan", True, "2023-03-09", "2026-03-10",
     "2023年3月9日太早，本次只登记2023年3月10日以后评价的成果。"),
    (SHANDONG, "assessment", "self_selected", False, "2024-03-10", "2026-03-10", ""),
    (SHANDONG, "assessment", "self_selected", False, "2024-03-09", "2026-03-10",
     "2024年3月9日太早，本次只登记2024年3月10日以后评价的成果。"),
    (GUANGXI, "acceptance", "local_plan", True, "2015-06-30", "2026-06-30", ""),
    (GUANGXI, "assessment", "self_selected", False, "2024-05-01", "2026-06-30", ""),
]  # fmt: skip


@pytest.fixture
def profiles(stage):
    """Load the four ready profiles for the stage's province."""
    return {
        key: actions.load_profile(
            content=json.loads((DATA / f"profiles/{key}.json").read_text(encoding="utf-8")),
            organisation=stage.province,
        )
        for key in (SHANXI, GANSU, SHANDONG, GUANGXI)
    }


def test_each_profile_counts_the_dates_that_its_sources_name(profiles, stage, draft, author):
    registration = draft()
    for row in TABLE:
        key, method, source, public, written, filed, said = row
        stage.round.profile = profiles[key]
        stage.round.evidence_from, stage.round.evidence_to = PERIOD.get(key, LONG)
        stage.round.save()
        answer(
            author,
            registration,
            "evaluation",
            evaluation_method=method,
            evaluation_date=written,
        )
        projects = registration.sections.get(section="projects")
        projects.content = [
            {"id": "p1", "project_source": source, "is_primary": True, "is_publicly_funded": public}
        ]
        projects.save()
        found = judge(reload(registration), today=date.fromisoformat(filed))
        told = [
            sentence(problem)
            for problem in found.errors
            if problem.path == "evaluation.evaluation_date"
        ]
        assert told == ([said] if said else []), row
