"""gunicorn's configuration; addresses come from the command line of `kedeng serve`."""

import os

from kedeng.project.logs import logging_settings

worker_class = "gthread"
workers = 1
threads = 8
timeout = 60
graceful_timeout = 20
keepalive = 5
# The heartbeat file must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# Nobody steers gunicorn from outside, and its socket would want a writable HOME.
control_socket_disable = True
logconfig_dict = logging_settings(os.environ.get("LOG_LEVEL", "INFO")) | {
    "loggers": {
        "gunicorn.error": {"handlers": [], "propagate": True},
        "gunicorn.access": {"handlers": [], "propagate": False},
    }
}
