"""Sessions of browsers, kept so that a copy of the table logs nobody in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from kedeng.apps.organisations.models.people import User


class Session(AbstractBaseSession):
    """A browser's session: `session_key` is the digest of the cookie, `session_data` is sealed.

    The columns below belong to a session in which somebody is logged in.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)  # the log-in
    seen_at = models.DateTimeField(null=True)  # to the minute
    device = models.CharField(max_length=200, blank=True)  # what the browser says of itself
    address = models.GenericIPAddressField(null=True)
