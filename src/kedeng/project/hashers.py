"""Password hashing at a cost that a filing season's logins can pay."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SeasonArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's t=1, m=46 MiB, p=1.

    Django's own 100 MiB at p=8 takes three times as long; at a deadline everybody logs in at once.
    """

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
