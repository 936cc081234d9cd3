"""The two ceremonies of WebAuthn: making a passkey, and proving that one has it.

The service's address (KEDENG_URL) is what a passkey is bound to: another site cannot ask for it.
Options and answers are the JSON of WebAuthn, with bytes in base64url; `state` must be kept between
the two halves of a ceremony where the browser cannot change it.
"""

import struct
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from kedeng.apps.organisations.models import Passkey, User

State = dict[str, Any]
BAD_ANSWER = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    struct.error,
)
"""What an answer that a browser would not give makes fido2 raise: cut short, nested, keyless."""


def options_to_make(user: User, present: Iterable[Passkey]) -> tuple[dict[str, Any], State]:
    """Give what the browser needs to make a passkey, and the state to keep."""
    person = PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(), name=user.username, display_name=user.name
    )
    options, state = _server().register_begin(
        person, _keys(present), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options.public_key), state


def options_to_prove(present: Iterable[Passkey]) -> tuple[dict[str, Any], State]:
    """Give what the browser needs to prove one of the passkeys, and the state to keep."""
    options, state = _server().authenticate_begin(
        _keys(present), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options.public_key), state


def made(state: State, answer: Mapping[str, Any]) -> AuthenticatorData:
    """Check the browser's answer to `options_to_make`. Raises one of BAD_ANSWER."""
    return _server().register_complete(state, answer)


def proved(
    state: State, present: Iterable[Passkey], answer: Mapping[str, Any]
) -> tuple[bytes, int]:
    """Check the answer to `options_to_prove`: the passkey's id, and how often it has signed.

    Raises one of BAD_ANSWER.
    """
    credential = _server().authenticate_complete(state, _keys(present), answer)
    data = AuthenticationResponse.from_dict(answer).response.authenticator_data
    return credential.credential_id, data.counter


def _keys(passkeys: Iterable[Passkey]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(passkey.credential)) for passkey in passkeys]


def _server() -> Fido2Server:
    own = urlsplit(settings.KEDENG_URL)
    party = PublicKeyCredentialRpEntity(name="科登", id=own.hostname or "localhost")
    origin = f"{own.scheme}://{own.netloc}"
    return Fido2Server(party, verify_origin=lambda given: given == origin)
