"""Load code lists, evidence packs, ready profiles and rounds into the registry.

Reads *.json of the given folders or files, by default data/codelists, data/evidence and
data/profiles. A file that is known already changes nothing; a correction is a new version
(docs/howto/code-lists.md). Files of rounds are named one by one: their organisation must be there
first, and a known round takes the file's windows.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take folders or files."""
    parser.add_argument(
        "paths", nargs="*", type=Path, help="default: the shipped lists, packs and profiles"
    )


def run(options: argparse.Namespace) -> int:
    """Load each file and say what was new; exit status 1 where one was refused."""
    import django  # noqa: PLC0415  (settings first)

    django.setup()
    refused = 0
    for file in _files(options.paths):
        try:
            print(f"load: {file.name} {'loaded' if _load(file) else 'known already'}")
        except (ValueError, KeyError) as error:
            print(f"load: {file.name} refused: {error}", file=sys.stderr)
            refused += 1
    return 1 if refused else 0


def _files(paths: list[Path]) -> Iterator[Path]:
    from kedeng.lib.home import checkout  # noqa: PLC0415  (beside the other late imports)

    data = (checkout() or Path.cwd()) / "data"
    for path in paths or [data / "codelists", data / "evidence", data / "profiles"]:
        yield from sorted(path.glob("*.json")) if path.is_dir() else [path]


def _load(file: Path) -> bool:
    from kedeng.apps.rounds import actions  # noqa: PLC0415  (models need Django)
    from kedeng.apps.rounds.loading import load_round  # noqa: PLC0415
    from kedeng.apps.rounds.queries import pack_is_known  # noqa: PLC0415

    content = json.loads(file.read_text(encoding="utf-8"))
    if "windows" in content:
        return load_round(content)
    if "values" in content:
        return _load_template(content)
    if "categories" not in content:
        return actions.load_code_list(content=content)
    known = pack_is_known(content["key"], content["version"])
    actions.load_evidence_pack(content=content)
    return not known


def _load_template(content: dict[str, Any]) -> bool:
    """Keep a ready profile as a template that any province may copy; True where it was new."""
    from kedeng.apps.rounds import actions  # noqa: PLC0415
    from kedeng.apps.rounds.queries import templates  # noqa: PLC0415

    known = templates().filter(title=content["title"]).exists()
    actions.load_profile(content=content)
    return not known
