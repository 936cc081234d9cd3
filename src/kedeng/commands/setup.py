"""Prepare what pip cannot bring: the fonts for print. May be run again at any time."""

import argparse

from kedeng.commands import fonts, node


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none: it does what is missing."""


def run(_options: argparse.Namespace) -> int:
    """Do every step that is not done yet, and say of each what it did or skipped."""
    try:
        for step in (node.install, fonts.convert, fonts.verify):
            print(f"setup: {step()}", flush=True)
    except node.SetupError as error:
        print(f"setup: {error}")
        return 1
    return 0
