"""What the worker does in this room: binds the packages that somebody asked for."""

import logging
from datetime import datetime

from django.db import DatabaseError
from django.db.models import F

from kedeng.apps.insight.packages import LEASE, waiting
from kedeng.apps.insight.packaging import make_package

logger = logging.getLogger(__name__)


def make_packages(now: datetime) -> int:
    """Bind the package that has waited longest, under a lease; give 1 where there was one.

    One that fails is tried again when its lease is over, a few times.
    """
    package = waiting(now).first()
    if package is None:
        return 0
    taken = waiting(now).filter(pk=package.pk)
    if not taken.update(leased_until=now + LEASE, tries=F("tries") + 1):
        return 1  # another worker was quicker: look for the next one
    package.refresh_from_db(fields=["leased_until", "tries"])
    try:
        make_package(package)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("a package was not made", extra={"batch": package.batch.code})
    return 1
