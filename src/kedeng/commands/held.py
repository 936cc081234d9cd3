"""List the files that are held for a mark of secrecy, or destroy one (docs/operate.md).

Neither shows a file's name or content. `kedeng held --destroy CODE --by NAME` destroys.
"""

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file to destroy, and who answers for it."""
    parser.add_argument("--destroy", metavar="CODE", help="overwrite and delete this file")
    parser.add_argument("--by", metavar="NAME", default="", help="who decided and watched")


def run(options: argparse.Namespace) -> int:
    """List, or destroy one."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    from kedeng.apps.files.quarantine import destroy, held_files  # noqa: PLC0415

    if options.destroy is None:
        for held in held_files():
            told = (held.code, f"{held.held_at:%F %R}", held.level, held.organisation, held.sender)
            print(*told, f"{held.size} bytes", held.subject, sep="\t")
        return 0
    if not options.by.strip():
        print("held: --by is missing: who decided and watched?", file=sys.stderr)
        return 1
    try:
        held = destroy(code=options.destroy, by=options.by.strip())
    except KeyError:
        print(f"held: nothing is held under {options.destroy}", file=sys.stderr)
        return 1
    print(f"held: {held.code} destroyed")
    return 0
