"""How the web process serves; the address comes from the command line."""

import os
import sys
from typing import Any

workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 20
preload_app = False
accesslog = None
# It would lie in the home folder, one for all that run on this machine.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Say what is wrong with the settings once, instead of once for each worker."""
    from config import ConfigError, read_settings

    try:
        read_settings()
    except ConfigError as reason:
        sys.exit(f"Error: {reason.message}")
