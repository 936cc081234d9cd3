"""Fill a registry with invented data and serve it (`make demo`)."""

import argparse
import importlib.util
import os

from kedeng.commands import migrate, serve


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    serve.listen(parser)


def run(options: argparse.Namespace) -> int:
    """Migrate, load the demonstration's data, serve."""
    os.environ["KEDENG_DEMO"] = "1"
    os.environ.setdefault("KEDENG_URL", f"http://localhost:{options.port}")  # printed codes
    migrate.run(options)
    load()
    return serve.start(options)


def load() -> None:
    """Call `kedeng.commands.demo.load`, which imports models and so waits for Django."""
    if importlib.util.find_spec("kedeng.commands.demo") is None:
        print("skipped: this version has no demonstration data (kedeng.commands.demo)")
        return
    from kedeng.commands import demo  # noqa: PLC0415  (models need Django's setup)

    demo.load()
