"""The suite's settings, on a PostgreSQL that plans and waits as in service."""

from kedeng.project.settings_for_tests import *  # noqa: F403
from kedeng.project.settings_for_tests import DATABASES

DATABASES["default"].get("OPTIONS", {}).pop("options", None)
