"""Invented applications that wait in the inboxes of the demonstration."""

import io

from kedeng.apps.insight.printing import press
from kedeng.apps.organisations.actions.account_applications import (
    AccountRequest,
    apply_for_account,
)
from kedeng.apps.organisations.actions.institution_applications import (
    add_scan,
    answers_digest,
    begin_institution,
    save_institution,
    send_institution,
)
from kedeng.apps.organisations.models import InstitutionApplication, Organisation
from kedeng.apps.rounds.queries import catalogue
from kedeng.commands.demonstration.organisations import phone
from kedeng.definitions.institution import offered, title_of
from kedeng.formkit.answers import Answers
from kedeng.lib.credit_code import check_character
from kedeng.renderings.pdf.institution import InstitutionPaper, print_institution

_SHANXI = "14"
_PHONE = phone(_SHANXI)
_ANSWERS = {
    "institution": {
        "org_name": "演示新能源集团有限公司（国有企业）",
        "org_kind": "state_enterprise",
        "superior_org": "演示省国资委",
        "address": "演示路 99 号",
        "postcode": "030001",
        "head_name": "演示负责人",
        "head_position": "总经理",
        "responsible_office": "科技管理部",
    },
    "administrator": {
        "admin_name": "演示管理员",
        "admin_phone": _PHONE,
        "admin_mobile": "13800000000",
        "admin_email": "guanli@example.org",
        "requested_username": "yanshi-xny",
        "scope_description": "本集团所属各单位的科技成果登记，约 12 家。（演示）",
    },
}


def send_applications(organisations: dict[str, Organisation]) -> None:
    """Send three for accounts, one of them of a unit that nobody knows yet, and an institution's.

    One of them waits in the inbox of a listed account.
    """
    for asked in (
        AccountRequest(
            department=organisations["sx-edu"],
            unit=organisations["demo-university"],
            name="演示申请人丙",
            phone=_PHONE,
            email="bing@example.org",
            reason="新入职教师，需登记 2025 年结题项目的成果。（演示）",
        ),
        AccountRequest(
            department=organisations["taiyuan"],
            unit=organisations["taiyuan-software"],
            name="演示申请人甲",
            phone=_PHONE,
            email="jia@example.org",
            reason="承担市重点研发项目，需登记 2025 年成果。（演示）",
        ),
        AccountRequest(
            department=organisations["taiyuan"],
            unit_name="演示智能装备有限公司",
            uscc=_code(1),
            name="演示申请人乙",
            phone=_PHONE,
            email="yi@example.org",
            username_wish="yanshi.yi",
            reason="新成立的单位，还没有账号，需登记发明专利成果。（演示）",
        ),
    ):
        apply_for_account(asked=asked, ticket=asked.name, network="")
    _send_institution(organisations["sx"])


def _send_institution(province: Organisation) -> None:
    application, _code_of_it = begin_institution(province=province, network="")
    answers = {**_ANSWERS, "institution": {**_ANSWERS["institution"], "uscc": _code(2)}}
    save_institution(application=application, answers=answers, expected_version=1)
    kept = InstitutionApplication.objects.select_related("province").get(pk=application.pk)
    paper = InstitutionPaper(
        title=title_of(province.name),
        province=province.name,
        number=kept.number,
        digest=answers_digest(kept.answers),
    )
    kinds = offered(catalogue())
    with press():
        printed = print_institution(paper, Answers(kept.answers), kinds)
    add_scan(
        application=kept,
        stream=io.BytesIO(printed),
        size=len(printed),
        file_name="申请表（演示，没有签章）.pdf",
    )
    send_institution(
        application=InstitutionApplication.objects.get(pk=kept.pk),
        catalogue=kinds,
        expected_version=kept.version,
    )


def _code(serial: int) -> str:
    """A credit code that nobody can have: the letters of a demonstration and a serial."""
    front = f"91140000DEM9{serial:04d}0"
    return front + check_character(front)
