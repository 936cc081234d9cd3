"""Judges the files of a folder, in a small process whose growth can be measured: JSON lines."""

import json
import resource
import sys
import time
from pathlib import Path

from kedeng.apps.files.inspection import RefusedFileError, inspect


def main() -> None:
    """Say of each file: the code that refused it, the seconds, the peaks so far in kB."""
    for place in sorted(Path(sys.argv[1]).iterdir()):
        started = time.monotonic()
        code = ""
        with place.open("rb") as stream:
            try:
                inspect(stream, place.stat().st_size)
            except RefusedFileError as error:
                code = error.code
        told = {
            "number": int(place.name),
            "code": code,
            "seconds": time.monotonic() - started,
            "here": peak(resource.RUSAGE_SELF),
            "checker": peak(resource.RUSAGE_CHILDREN),
        }
        sys.stdout.write(json.dumps(told) + "\n")


def peak(who: int) -> int:
    """The largest that this process, or one of its children, has been."""
    return resource.getrusage(who).ru_maxrss


if __name__ == "__main__":
    main()
