"""Django's session engine over our own table (`SESSION_ENGINE`).

The table knows a session by the digest of its cookie, and its content is sealed: a copy of the
database is no set of log-ins. Whose session it is stands in columns, so that it can be listed.
"""

from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from kedeng.apps.organisations.sealed import SealBrokenError, seal, unseal

BEGAN, DEVICE, ADDRESS = "began_at", "device", "address"
_PURPOSE = "session"


def row_key(cookie: str) -> str:
    """Under which a session is kept; the cookie has 165 random bits, so plain SHA-256 suffices."""
    return sha256(cookie.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """A session in the table organisations.Session."""

    row: Any = None  # as it was loaded

    @classmethod
    def get_model_class(cls) -> Any:
        """Give the table."""
        from kedeng.apps.organisations.models import Session  # noqa: PLC0415 - apps load later

        return Session

    @cached_property
    def model(self) -> Any:
        """The table."""
        return self.get_model_class()

    def load(self) -> dict[str, Any]:
        """Read the session's content; empty for an unknown, expired or unreadable one."""
        kept = self.model.objects.filter(
            session_key=row_key(self.session_key or ""), expire_date__gt=timezone.now()
        )
        self.row = kept.first()
        if self.row is None:
            self._session_key = None
            return {}
        return self.decode(self.row.session_data)

    def exists(self, session_key: str) -> bool:
        """Whether a cookie's session is kept."""
        return self.model.objects.filter(session_key=row_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """Forget a cookie's session; by default the own."""
        cookie = session_key or self.session_key
        if cookie:
            self.model.objects.filter(session_key=row_key(cookie)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Give the row to save. A session begins when somebody's account first stands in it."""
        now = timezone.now()
        user_id = data.get(SESSION_KEY)
        if user_id:
            data.setdefault(BEGAN, now.isoformat())
        return self.model(
            session_key=row_key(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=user_id,
            began_at=datetime.fromisoformat(data[BEGAN]) if user_id else None,
            seen_at=now if user_id else None,
            device=data.get(DEVICE, ""),
            address=data.get(ADDRESS),
        )

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the content."""
        return seal(self.serializer().dumps(session_dict), purpose=_PURPOSE)

    def decode(self, session_data: str) -> dict[str, Any]:
        """Open the content; a session that does not open is an empty one."""
        try:
            return self.serializer().loads(unseal(session_data, purpose=_PURPOSE))
        except SealBrokenError:
            return {}
