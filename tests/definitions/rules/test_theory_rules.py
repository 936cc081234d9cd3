import pytest

from kedeng.definitions.rules.theory import ADOPTION, PUBLISHED
from kedeng.formkit.rules import Finding, Severity


def form(code, **counts):
    return {"overview": {"achievement_form_theory": code}, "publication_summary": counts}


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("paper", {"papers_total": 1}),
        ("monograph", {"monographs_total": 1, "papers_total": 0}),
        ("research_report", {}),
        ("other", {"papers_total": 0}),
    ],
)
def test_r52_a_form_with_its_publication_passes(findings, code, counts):
    assert findings(PUBLISHED, form(code, **counts)) == []


@pytest.mark.parametrize(
    ("code", "label", "counts"),
    [("paper", "论文", {"monographs_total": 1}), ("monograph", "著作", {"papers_total": 3})],
)
def test_r52_a_form_without_its_publication_is_told(findings, code, label, counts):
    assert findings(PUBLISHED, form(code, **counts)) == [
        Finding("publications", {"form": label}, "form_without_publication")
    ]
    assert PUBLISHED.effective is Severity.CONFIRM


def adopted(status):
    return {"adoption": {"adoption_status": status}}


@pytest.mark.parametrize("slot", ["R-2d", "R-2e"])
def test_r53_an_adoption_with_its_paper_passes(findings, slot):
    assert findings(ADOPTION, adopted("adopted"), filled_slots=frozenset({slot})) == []


def test_r53_a_study_that_was_not_adopted_needs_no_paper(findings):
    assert findings(ADOPTION, adopted("not_adopted")) == []


@pytest.mark.parametrize("status", ["adopted", "partly_adopted"])
def test_r53_an_adoption_without_its_paper_is_told(findings, status):
    assert findings(ADOPTION, adopted(status), filled_slots=frozenset({"R-2b"})) == [
        Finding("evidence.R-2", {}, "adoption_without_paper")
    ]
    assert ADOPTION.effective is Severity.CONFIRM


def test_r53_is_silent_where_the_pack_has_no_such_paper(findings):
    profile = {"evidence_pack": "national"}
    assert findings(ADOPTION, adopted("adopted"), profile=profile) == []
