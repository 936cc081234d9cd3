"""Recovery codes as they are typed and kept."""

from django.utils.crypto import salted_hmac

_LOOK_ALIKE = str.maketrans("", "", " -　")


def code_digest(code: str) -> str:
    """The digest under which a recovery code is kept, keyed with the service's secret."""
    plain = code.translate(_LOOK_ALIKE).upper()
    return salted_hmac("kedeng.recovery", plain, algorithm="sha256").hexdigest()


def in_groups(code: str) -> str:
    """A code in groups of four, to be read and typed: ABCD-EFGH-JKMN-PQRS."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
