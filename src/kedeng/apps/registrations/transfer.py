"""Reads of the transfer-need sheet: what it says, what it lacks, what is public of it (B67)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from kedeng.apps.registrations.judgement import draft_answers
from kedeng.apps.registrations.models import Registration, TransferSheet
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.transfer_sheet import SHEET, TRANSFER_SHEET
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem, check
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Severity, Stage
from kedeng.renderings.summary import Line, summarise

DEMAND = "transformation.has_transfer_demand"


def has_demand(registration: Registration) -> bool:
    """Whether the form says that the result is to be transferred (forms.md A74)."""
    return wants_transfer(draft_answers(registration))


def wants_transfer(answers: Answers) -> bool:
    """Whether answers say so."""
    return answers.get(DEMAND) is True


def sheet_of(registration: Registration) -> TransferSheet | None:
    """Find the sheet of a registration."""
    return TransferSheet.objects.filter(registration=registration).first()


def starting_sheet(registration: Registration) -> dict[str, Any]:
    """Give what a new sheet starts with: title and modes of the form; nothing of it is saved."""
    answers = draft_answers(registration)
    first = {
        "sheet_title": answers.text("overview.achievement_name"),
        "sheet_modes": answers.get("transformation.intended_transfer_modes"),
    }
    return {SHEET.key: {key: value for key, value in first.items() if value}}


def faults_of(answers: Mapping[str, Any], stage: Stage = Stage.SUBMISSION) -> list[Problem]:
    """Say what keeps a sheet from being confirmed: all that is not a mere remark, as errors."""
    facts = Facts(today=timezone.localdate(), catalogue=catalogue())
    found = check(TRANSFER_SHEET, Answers(answers), stage, facts)
    blocking = (problem for problem in found if problem.severity is not Severity.WARNING)
    return [replace(problem, severity=Severity.ERROR) for problem in blocking]


def public_sheet(registration: Registration) -> list[Line]:
    """Give the lines of a published registration's sheet that its unit confirmed; else none."""
    sheet = sheet_of(registration)
    if sheet is None or not sheet.is_confirmed:
        return []
    [section] = summarise(TRANSFER_SHEET, Answers(sheet.answers), catalogue())
    return [line for line in section.lines if line.text]
