"""The command line: analyse, evaluate, verify.

Exit codes: 0 done, 1 ``verify`` found a difference, 2 the input cannot be used (one sentence on
standard error says why, and nothing has been written). Each command loads what it needs when it
runs: the libraries take seconds, and ``--help`` needs none.
"""

import argparse
import sys
from collections.abc import Sequence

from analysis.cli import analysing, evaluating, verifying
from analysis.errors import InputError

COMMANDS = (analysing, evaluating, verifying)


def main(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Analyse what people said about a text, clause by clause.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; nothing has been written.", file=sys.stderr)
        return 130
