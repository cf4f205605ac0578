"""How gunicorn serves the site; what differs between machines is read in the settings."""

import os
import shutil

from archive import settings

if settings.METRICS_PORT:
    # The library of the metrics looks for it when it is first imported: only processes that answer
    # requests count into files, which the worker reads.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.METRICS_DIR)

bind = f"{settings.LISTEN_ON}:{settings.PORT}"
workers = settings.WEB_CONCURRENCY
# An export may take a minute, and longer to a slow reader: a thread streams it while the process
# goes on answering. A sync worker would be killed midway, and answer nobody meanwhile.
worker_class = "gthread"
threads = 2
timeout = 60
# A search of ten thousand characters is answered with words by the site, not by gunicorn.
limit_request_line = 0
# The site has no use for gunicorn's control socket, which would lie in the home folder.
control_socket_disable = True
accesslog = None
logconfig_dict = settings.LOGGING


def on_starting(server: object) -> None:
    """Forget the counters of processes that are gone."""
    if settings.METRICS_PORT:
        shutil.rmtree(settings.METRICS_DIR, ignore_errors=True)
        settings.METRICS_DIR.mkdir(parents=True)


def post_worker_init(worker: object) -> None:
    """Make a worker ready for its first search."""
    from search import warming

    warming.warm()
