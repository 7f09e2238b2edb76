"""``python -m analysis``: for someone with a spreadsheet and no web site."""

import sys

from analysis.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
