"""What is sealed opens with its secret, for its purpose, unchanged."""

import pytest

from kedeng.lib.sealing import SealBrokenError, seal, unseal

OWN = {"secrets": ["own"], "purpose": "totp:7"}


def test_what_is_sealed_opens_again():
    assert unseal(seal(b"secret", secret="own", purpose="totp:7"), **OWN) == b"secret"


def test_a_former_secret_opens_what_it_sealed():
    sealed = seal(b"secret", secret="former", purpose="totp:7")
    assert unseal(sealed, secrets=["own", "former"], purpose="totp:7") == b"secret"


def test_the_same_is_never_sealed_twice_alike():
    assert seal(b"x", secret="own", purpose="p") != seal(b"x", secret="own", purpose="p")


@pytest.mark.parametrize(
    "sealed",
    [
        seal(b"secret", secret="another", purpose="totp:7"),
        seal(b"secret", secret="own", purpose="totp:8"),
        seal(b"secret", secret="own", purpose="totp:7")[:-8],
        "a1.",
        "a1.汉",
        "secret",
        "",
    ],
    ids=["other secret", "other purpose", "cut", "bare", "no base64", "plain", "empty"],
)
def test_what_was_moved_cut_or_sealed_elsewhere_stays_shut(sealed):
    with pytest.raises(SealBrokenError):
        unseal(sealed, **OWN)
