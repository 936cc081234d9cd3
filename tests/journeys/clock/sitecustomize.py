"""Sets the clock of a service back, before anything else of it begins (serving.Ground.ago)."""

import os
from datetime import UTC, datetime, timedelta

import time_machine

_BACK = timedelta(days=int(os.environ["CLOCK_DAYS_BACK"]))
time_machine.travel(datetime.now(UTC) - _BACK, tick=True).start()
