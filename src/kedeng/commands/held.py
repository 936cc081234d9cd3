"""List the files that are held for a mark of secrecy, or destroy one (docs/operate.md).

Neither shows a file's name or content. `kedeng held --destroy CODE --by NAME --witness NAME
--reason WHY` destroys; the page 封存文件 does the same.
"""

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file to destroy, and who answers for it."""
    parser.add_argument("--destroy", metavar="CODE", help="overwrite and delete this file")
    parser.add_argument("--by", metavar="NAME", default="", help="who destroys it")
    parser.add_argument("--witness", metavar="NAME", default="", help="who watches")
    parser.add_argument("--reason", metavar="WHY", default="", help="on whose decision, and why")
    parser.add_argument(
        "--gone", action="store_true", help="only note it: nothing is left of its bytes"
    )


def run(options: argparse.Namespace) -> int:
    """List, or destroy one."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    from kedeng.apps.files.inspection import RefusedFileError  # noqa: PLC0415
    from kedeng.apps.files.quarantine import destroy, held_files  # noqa: PLC0415
    from kedeng.renderings.refusals import refusal  # noqa: PLC0415

    if options.destroy is None:
        for held in held_files():
            told = (held.code, f"{held.held_at:%F %R}", held.level, held.organisation, held.sender)
            print(*told, f"{held.size} bytes", held.subject, sep="\t")
        return 0
    try:
        held = destroy(
            code=options.destroy,
            by=options.by,
            witness=options.witness,
            reason=options.reason,
            bytes_are_gone=options.gone,
        )
    except RefusedFileError as error:
        print(f"held: {refusal(error.code, error.params)}", file=sys.stderr)
        return 1
    print(f"held: {held.code} destroyed")
    return 0
