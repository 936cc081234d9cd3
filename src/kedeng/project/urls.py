"""All addresses: the health probes, and the pages."""

from django.urls import include, path

from kedeng.project import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("kedeng.web.urls")),
]
