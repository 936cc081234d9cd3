"""All addresses: the health probes, the API, and the pages."""

from django.urls import include, path

from kedeng.api.urls import api
from kedeng.project import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", api.urls),
    path("", include("kedeng.web.urls")),
]
