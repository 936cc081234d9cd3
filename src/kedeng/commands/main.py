"""Reads the command line and calls one command.

A command is a module with a docstring (its help), `arguments(parser)` and `run(options) -> int`.
Modules are imported before Django is set up, so they import models and settings inside `run`.
"""

import argparse
import os
import sys
from types import ModuleType

from django.core.management.base import CommandError

from kedeng.commands import (
    add,
    demonstrate,
    docs,
    held,
    init,
    load,
    manage,
    migrate,
    serve,
    setup,
    trim,
    work,
)

COMMANDS: dict[str, ModuleType] = {
    "demo": demonstrate,
    "serve": serve,
    "work": work,
    "setup": setup,
    "migrate": migrate,
    "manage": manage,
    "init": init,
    "add": add,
    "load": load,
    "trim": trim,
    "held": held,
    "docs": docs,
}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    os.umask(0o027)  # registrations and uploads are not for every user of the machine
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kedeng.project.settings")
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["manage"]:
        # Django reads the rest itself, --help included.
        return manage.run(argparse.Namespace(rest=arguments[1:]))
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except CommandError as error:  # a failed system check, an unreachable database
        print(f"kedeng: {error}", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kedeng", description="Kedeng 科登")
    commands = parser.add_subparsers(metavar="command", required=True)
    for name, module in COMMANDS.items():
        told = (module.__doc__ or "").strip()
        command = commands.add_parser(name, help=told.splitlines()[0], description=told)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser
