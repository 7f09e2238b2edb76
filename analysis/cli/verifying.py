"""``verify DIR``."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_to(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "verify", help="find every quotation again and recompute every figure"
    )
    parser.add_argument("directory", metavar="DIR", type=Path, help="a folder analyse has written")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print each difference found; exit code 1 if there is any."""
    from analysis import verify

    found = verify.verify(options.directory)
    for note in found.notes:
        print(note)
    for difference in found.differences:
        print(difference, file=sys.stderr)
    if found.differences:
        print(f"{len(found.differences)} differences in {found.checks} checks.", file=sys.stderr)
        return 1
    print(f"All {found.checks} checks agree: every quotation stands and every figure recomputes.")
    return 0
