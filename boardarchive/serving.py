"""How gunicorn serves the archive: `gunicorn -c python:boardarchive.serving boardarchive.wsgi`.

Threads, because a sync worker waits for the slowest reader. Put a buffering proxy in front on the open internet.
"""

import gc
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from environs import Env
from gunicorn.glogging import Logger

env = Env()


class PathLogger(Logger):
    """An access log that keeps the path as it was sent, and not the query: people search for names."""

    def atoms(self, resp: Any, req: Any, environ: MutableMapping[str, Any], request_time: Any) -> Any:
        path = environ.get("RAW_URI", "").partition("?")[0]
        return super().atoms(resp, req, environ, request_time) | {"U": path}


# A page that takes longer than this is worth nothing to its reader. Commands take the time they need.
os.environ.setdefault("STATEMENT_TIMEOUT", "5")

host = env.str("HOST", "127.0.0.1")
bind = f"{f'[{host}]' if ':' in host else host}:{env.int('PORT', 8000)}"
worker_class = "gthread"
workers = env.int("WEB_CONCURRENCY", 2)
threads = env.int("WEB_THREADS", 4)
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 1000
max_requests_jitter = 100
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, so that no disk can stall a heartbeat
control_socket_disable = True

limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 4096
header_map = "refuse"
forwarded_allow_ips = env.str("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

logger_class = PathLogger
accesslog = env.str("ACCESS_LOG", "-")
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """What a worker begins with stays as long as it does: the collector of garbage need not look through it again, nor
    look after every few objects of a page, most of which are gone with the page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
