"""Found an empty registry: the nation and its super administrator, nothing else.

`kedeng init --login admin --name 张三` migrates the database, loads the shipped lists and prints
the activation code with which that person sets a password. Everybody else is defined on the pages,
level by level. A registry that has organisations already is left as it is.
"""

import argparse
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the names of the body and of its super administrator."""
    parser.add_argument("--nation", default="国家科技成果网", help="name of the national body")
    parser.add_argument("--login", required=True, help="login name of its super administrator")
    parser.add_argument("--name", required=True, help="the person's name")


def run(options: argparse.Namespace) -> int:
    """Migrate, load, found; exit status 1 with a sentence where the registry is founded already."""
    from kedeng.commands import load, migrate  # noqa: PLC0415  (commands beside this one)

    migrate.run(argparse.Namespace())
    from kedeng.apps.organisations.actions import (  # noqa: PLC0415
        RefusedError,
        found_registry,
    )
    from kedeng.renderings.refusals import refusal  # noqa: PLC0415

    if load.run(argparse.Namespace(paths=list[Path]())):
        return 1
    try:
        user, code = found_registry(
            nation=options.nation, username=options.login, name=options.name
        )
    except RefusedError as error:
        print(f"init: {refusal(error.code, error.params)}", file=sys.stderr)
        return 1
    print(f"{options.nation}，超级管理员 {user.name}，登录名 {user.username}")
    print(f"激活码 {code}（在登录页用它代替密码，随后设置自己的密码）")
    return 0
