"""Applications without an account: for an account, to become a department."""

from django.urls import path

from kedeng.web.apply import account, institution

urlpatterns = [
    path("", account.index, name="apply"),
    path("account/", account.account, name="apply_account"),
    path("account/<str:number>/", account.state, name="apply_account_state"),
    path("institution/", institution.institution, name="apply_institution"),
    path("institution/<str:code>/", institution.draft, name="apply_institution_draft"),
    path("institution/<str:code>/form.pdf", institution.paper, name="apply_institution_paper"),
    path("institution/<str:code>/scan/", institution.scan, name="apply_institution_scan"),
    path("institution/<str:code>/send/", institution.send, name="apply_institution_send"),
]
