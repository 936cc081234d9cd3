"""Fill a registry with invented data and serve it (`make demo`)."""

import argparse
import os

from kedeng.commands import migrate, serve


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    serve.listen(parser)
    parser.add_argument("--size", type=int, help="how many registrations, for a quick look")


def run(options: argparse.Namespace) -> int:
    """Migrate, load the demonstration's data, serve."""
    os.environ["KEDENG_DEMO"] = "1"
    os.environ.setdefault("KEDENG_URL", f"http://localhost:{options.port}")  # printed codes
    migrate.run(options)
    load(options.size)
    return serve.start(options)


def load(size: int | None = None) -> None:
    """Load the data, or extend the open rounds where they are there already."""
    from kedeng.commands.demonstration import load as data  # noqa: PLC0415  (models need Django)

    print("demo: loading data; the first start takes about a minute", flush=True)
    print(f"demo: {data.load(size) if size else data.load()}", flush=True)
