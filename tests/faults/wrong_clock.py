"""The site as a machine serves it whose clock is wrong, by as many seconds as SECONDS_AHEAD says.

Python's clocks are moved, not the system's: libfaketime stops the waiting of threads in Python 3.11.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

ahead = timedelta(seconds=float(os.environ["SECONDS_AHEAD"]))
time_machine.travel(datetime.now(UTC) + ahead, tick=True).start()

from config.wsgi import application  # noqa: E402, F401
