"""Serve the registry over HTTP, for a reverse proxy or for this machine.

One process with eight threads: pages wait on the database, not on Python, and print jobs use the
other cores by themselves. It listens on this machine only unless --bind says otherwise. Beside it
runs one worker (`kedeng work`), which sends messages and does what needs no request.
"""

import argparse
import os
import sys

from kedeng.commands import migrate
from kedeng.commands.supervise import supervise


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to migrate first."""
    listen(parser)
    parser.add_argument("--migrate", action="store_true", help="apply migrations first")


def listen(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where to listen; `kedeng demo` has them too."""
    port = int(os.environ.get("PORT") or 8000)
    parser.add_argument("--port", type=int, default=port, help=f"default: $PORT, now {port}")
    parser.add_argument("--bind", help="an address, such as 0.0.0.0:8000 or unix:/run/kedeng.sock")


def run(options: argparse.Namespace) -> int:
    """Prepare and serve until told to stop."""
    if options.migrate:
        migrate.run(options)
    return start(options)


def start(options: argparse.Namespace) -> int:
    """Check the service, then run gunicorn and a worker until one ends or we are told to stop."""
    import django  # noqa: PLC0415  (settings first)
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("check")
    # To where whitenoise serves them, under names that carry their digest.
    call_command("collectstatic", interactive=False, verbosity=0)
    address = options.bind or f"127.0.0.1:{options.port}"
    print(f"Kedeng 科登: http://{address}/", flush=True)
    gunicorn = [
        *(sys.executable, "-m", "gunicorn"),
        *("--config", "python:kedeng.project.server"),
        *("--bind", address),
        "kedeng.project.wsgi:application",
    ]
    worker = [sys.executable, "-m", "kedeng.commands", "work"]
    return supervise([gunicorn, worker])
