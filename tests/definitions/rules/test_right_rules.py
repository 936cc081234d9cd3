import pytest

from kedeng.definitions.rules.intellectual_property import GRANT_ORDER, NUMBERS, PATENT_GRANT
from kedeng.formkit.rules import Finding, Severity

PATENT = {
    "id": "i1",
    "ip_type": "invention_patent",
    "ip_status": "granted",
    "grant_date": "2025-03-21",
}


def granted(*rows, method="patent_grant"):
    return {"evaluation": {"evaluation_method": method}, "ip_rights": list(rows)}


@pytest.mark.parametrize("kind", ["invention_patent", "utility_model_patent"])
def test_r31_a_granted_invention_or_utility_model_passes(findings, kind):
    assert findings(PATENT_GRANT, granted({**PATENT, "ip_type": kind})) == []


def test_r31_other_methods_need_no_patent(findings):
    assert findings(PATENT_GRANT, granted(method="acceptance")) == []


@pytest.mark.parametrize(
    "row", [{**PATENT, "ip_status": "accepted"}, {**PATENT, "ip_type": "software_copyright"}]
)
def test_r31_nothing_granted_that_counts_is_refused(findings, row):
    assert findings(PATENT_GRANT, granted(row)) == [Finding("ip_rights", {}, "no_granted_patent")]


def test_r31_a_design_alone_is_refused(findings):
    assert findings(PATENT_GRANT, granted({**PATENT, "ip_type": "design_patent"})) == [
        Finding("ip_rights", {}, "only_design_patent")
    ]
    assert PATENT_GRANT.effective is Severity.ERROR


def test_r31_a_design_beside_an_invention_passes(findings):
    design = {**PATENT, "id": "i2", "ip_type": "design_patent"}
    assert findings(PATENT_GRANT, granted(design, PATENT)) == []


def test_r31_one_patent_in_the_window_is_enough(findings):
    old = {**PATENT, "id": "i2", "grant_date": "2024-12-31"}
    assert findings(PATENT_GRANT, granted(old, PATENT)) == []


def test_r31_patents_outside_the_window_are_refused(findings):
    rows = [
        {**PATENT, "grant_date": "2024-12-31"},
        {**PATENT, "id": "i2", "grant_date": "2026-01-01"},
    ]
    assert findings(PATENT_GRANT, granted(*rows)) == [
        Finding(
            "ip_rights",
            {"from": "2025-01-01", "to": "2025-12-31", "dates": ["2024-12-31", "2026-01-01"]},
            "no_patent_in_window",
        )
    ]


def test_r31_an_open_grant_date_is_the_fields_own_matter(findings):
    assert findings(PATENT_GRANT, granted({**PATENT, "grant_date": None})) == []


def dated(applied, grant):
    return {"ip_rights": [{"id": "i1", "application_date": applied, "grant_date": grant}]}


@pytest.mark.parametrize(
    ("applied", "grant"),
    [("2023-02-14", "2025-03-21"), ("2025-03-21", "2025-03-21"), (None, "2025-03-21")],
)
def test_r36_a_grant_after_its_application_passes(findings, applied, grant):
    assert findings(GRANT_ORDER, dated(applied, grant)) == []


def test_r36_a_grant_before_its_application_is_refused(findings):
    assert findings(GRANT_ORDER, dated("2025-03-21", "2023-02-14")) == [
        Finding(
            "ip_rights[i1].grant_date",
            {"applied": "2025-03-21", "granted": "2023-02-14"},
            "granted_before_application",
        )
    ]
    assert GRANT_ORDER.effective is Severity.ERROR


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("invention_patent", "ZL202310123456.7"),
        ("invention_patent", "zl 2023 8 0123456.X"),
        ("invention_patent", "ZL02123456.7"),
        ("invention_patent", "US11234567B2"),
        ("utility_model_patent", "202320123456.7"),
        ("design_patent", "ZL202330123456.7"),
        ("software_copyright", "2024SR0123456"),
        ("software_copyright", "软著登字第2024SR0123456号"),
        ("plant_variety_right", "CNA20201234567"),
    ],
)
def test_r37_numbers_of_their_kind_pass(findings, kind, number):
    answers = {"ip_rights": [{"id": "i1", "ip_type": kind, "ip_number": number}]}
    assert findings(NUMBERS, answers) == []


@pytest.mark.parametrize(
    ("kind", "number", "label", "example"),
    [
        ("invention_patent", "ZL202320123456.7", "发明专利", "ZL202310123456.7"),
        ("utility_model_patent", "20231", "实用新型专利", "ZL202320123456.7"),
        ("software_copyright", "0123456", "软件著作权", "2024SR0123456"),
    ],
)
def test_r37_an_odd_number_is_warned_of(findings, kind, number, label, example):
    answers = {"ip_rights": [{"id": "i1", "ip_type": kind, "ip_number": number}]}
    assert findings(NUMBERS, answers) == [
        Finding(
            "ip_rights[i1].ip_number",
            {"number": number, "kind": label, "example": example},
            "number_odd",
        )
    ]
    assert NUMBERS.effective is Severity.WARNING
