"""OpenID Connect as relying party: authorization code with PKCE, state and nonce, by Authlib.

Authlib fetches, sends and checks signatures; what it leaves to its caller stands here: the issuer
must be the one that the site configured, the token must be meant for us, signatures are asymmetric.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

_PATIENCE = 10  # seconds that a portal has for an answer
_CLAIMS = {
    "name": "name",
    "email": "email",
    "phone": "phone_number",
    "username": "preferred_username",
}
_SCOPES = (
    "openid",
    "profile",
    "email",
    "phone",
)  # no more than an application asks
_SIGNATURES = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"}


class SignOnError(Exception):
    """No identity was proved; `code` chooses the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Provider:
    """A portal that vouches for people, as settings.OIDC_PORTALS names it."""

    key: str  # in addresses: /sso/gansu/
    label: str
    issuer: str
    client_id: str
    client_secret: str
    asks_second_factor: bool = False


@dataclass(frozen=True)
class Identity:
    """Who a provider says it is; only issuer and subject identify a person.

    The rest fills an application in, for its sender to look through; empty where unsaid.
    """

    issuer: str
    subject: str
    name: str
    email: str = ""
    phone: str = ""
    username: str = ""


def providers() -> list[Provider]:
    """Give the portals of this site."""
    return [Provider(**values) for values in settings.OIDC_PORTALS]


def provider_of(key: str) -> Provider | None:
    """Find a portal by the key in its address."""
    return next((one for one in providers() if one.key == key), None)


def begin(request: HttpRequest, provider: Provider) -> HttpResponse:
    """Send the browser to the portal; what its answer must fit stays in the session.

    Raises SignOnError("sign_on_unreachable").
    """
    try:
        return _client(provider).authorize_redirect(request, _return_address(provider))
    except (RequestException, ValueError, KeyError) as error:
        raise SignOnError("sign_on_unreachable") from error


def finish(request: HttpRequest, provider: Provider) -> Identity:
    """Take the portal's answer: check the state, redeem the code, check the token.

    Of the token: signature, issuer, audience, nonce and time. Raises SignOnError.
    """
    if request.GET.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: of another portal
        raise SignOnError("sign_on_failed")
    client = _client(provider)
    wanted = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    try:
        token = client.authorize_access_token(request, claims_options=wanted)
        claims = token.get("userinfo")
        if not claims or not str(claims["sub"]):
            raise SignOnError("sign_on_failed")
        told = _told(client, token, claims)
        return Identity(provider.issuer, str(claims["sub"]), **told)
    except RequestException as error:
        raise SignOnError("sign_on_unreachable") from error
    except (OAuthError, JoseError, ValueError, KeyError) as error:
        raise SignOnError("sign_on_failed") from error


def _told(client: DjangoOAuth2App, token: dict[str, Any], claims: dict[str, Any]) -> dict[str, str]:
    """What is said of the person, by the token and by the userinfo endpoint: OpenID Core 5.1."""
    told = dict(claims)
    unsaid = set(_CLAIMS.values()) - set(told)
    if unsaid and "userinfo_endpoint" in client.load_server_metadata():
        asked = client.userinfo(token=token)
        told |= asked if asked.get("sub") == claims["sub"] else {}
    return {key: str(told.get(claim) or "")[:100] for key, claim in _CLAIMS.items()}


def _return_address(provider: Provider) -> str:
    """The address that is registered with the portal: of this site, whatever Host a request has."""
    return settings.KEDENG_URL + reverse("sign_on_return", args=[provider.key])


@lru_cache(maxsize=16)
def _registered(provider: Provider) -> DjangoOAuth2App:
    return OAuth().register(
        provider.key,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": " ".join(_SCOPES[:2]),  # and more where the portal knows it: _client
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE,
        },
    )


def _client(provider: Provider) -> DjangoOAuth2App:
    """Give the client of a portal that describes itself as configured. One fetch a process."""
    client = _registered(provider)
    described = client.load_server_metadata()
    if described.get("issuer") != provider.issuer:
        raise ValueError(f"{provider.issuer} calls itself {described.get('issuer')}")
    known = described.get("scopes_supported", _SCOPES[:2])
    scopes = [one for one in _SCOPES if one in {*_SCOPES[:2], *known}]
    client.client_kwargs["scope"] = " ".join(scopes)
    offered = described.get("id_token_signing_alg_values_supported", ["RS256"])
    described["id_token_signing_alg_values_supported"] = sorted(_SIGNATURES.intersection(offered))
    return client
