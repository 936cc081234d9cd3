"""Two probes: alive (restart me if not) and ready (send no one here until then).

Neither tells a stranger more than yes or no; the reason goes to the log.
"""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer when the process can answer at all: no database, no disk."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database is there and holds the tables that this code expects."""
    reason = _why_not_ready()
    if reason:
        logger.warning("not ready", extra={"reason": reason})
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def _why_not_ready() -> str:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"database: {type(error).__name__}"
    return f"{len(plan)} migrations not applied" if plan else ""
