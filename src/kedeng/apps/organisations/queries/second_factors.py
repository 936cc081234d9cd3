"""Reads of second factors: what a person has; never a secret."""

from dataclasses import dataclass

from kedeng.apps.organisations.models import AuthenticatorApp, Passkey, RecoveryCode


@dataclass(frozen=True)
class Factors:
    """What a person can take the second step with."""

    app: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int

    def __bool__(self) -> bool:
        """Whether there is a second step at all; recovery codes alone are none."""
        return self.app or bool(self.passkeys)


def factors_of(user_id: int) -> Factors:
    """Give a person's second factors."""
    app = AuthenticatorApp.objects.filter(user_id=user_id).exists()
    return Factors(
        app=app,
        passkeys=tuple(Passkey.objects.filter(user_id=user_id).order_by("id")),
        codes_left=RecoveryCode.objects.filter(user_id=user_id, used_at=None).count(),
    )
