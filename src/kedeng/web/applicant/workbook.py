"""The form as a workbook: down with what is there, up again into the draft, back with its marks."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.judgement import judge
from kedeng.web.applicant.record import own_record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the workbook out, or read a filled one into the draft."""
    raise NotImplementedError


@require_safe
def marked(request: HttpRequest, code: str) -> HttpResponse:
    """Give the workbook that was sent last, with its wrong cells marked."""
    raise NotImplementedError


_ = (base64, Any, redirect, render, actions, queries, judge, own_record)
