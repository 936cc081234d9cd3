"""All addresses: the health probes, and the pages."""

from django.urls import include, path

from kedeng.project import health
from kedeng.project.environment import is_there

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
if is_there("kedeng.web.urls"):  # while it is being built
    urlpatterns.append(path("", include("kedeng.web.urls")))
