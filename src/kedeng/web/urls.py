"""Addresses of the pages, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("kedeng.web.public.urls")),
    path("", include("kedeng.web.account.urls")),
    path("my/", include("kedeng.web.applicant.urls")),
    path("records/", include("kedeng.web.records.urls")),
    path("desk/", include("kedeng.web.department.urls")),
    path("console/", include("kedeng.web.console.urls")),
    path("console/", include("kedeng.web.console.round_urls")),
    path("console/", include("kedeng.web.console.inbox_urls")),
    path("expected/", include("kedeng.web.expected.urls")),
    path("inbox/", include("kedeng.web.inbox.urls")),
    path("apply/", include("kedeng.web.apply.urls")),
]
