"""A client reads what the files say; it saves nothing by this."""

import io

from tests.api.conftest import said
from tests.domain.test_suggestions import INVENTION
from tests.papers import paper

from kedeng.apps.registrations import actions


def test_what_files_say_is_listed_with_its_line_and_saves_nothing(
    calls, author, unit_clerk, stranger, draft
):
    record = draft(category="applied_technology", complete=False)
    data = paper(INVENTION.splitlines())
    actions.add_evidence(
        actor=author,
        registration=record,
        slots=["Y-2.4a"],
        stream=io.BytesIO(data),
        size=len(data),
        file_name="证书.pdf",
    )
    path = f"/registrations/{record.code}/suggestions"
    [offer] = calls(author).get(path).json()
    assert (offer["section"], offer["version"], offer["row"], offer["makes_row"]) == (
        "ip_rights",
        0,
        "",
        True,
    )
    assert {
        "field": "ip_number",
        "label": "申请号（登记号）",
        "value": "ZL202310123456.7",
        "line": "专 利 号：ZL 2023 1 0123456.7",
        "page": 1,
        "typed": "",
        "differs": False,
    } in offer["values"]
    assert not record.sections.filter(section="ip_rights").exists()
    assert calls(unit_clerk).get(path).status_code == 200
    assert said(calls(stranger).get(path))[0] == 404
