"""How gunicorn serves the site; PORT and WEB_CONCURRENCY come from the environment."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
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


def post_worker_init(worker: object) -> None:
    """Make a worker ready for its first search."""
    from search import warming

    warming.warm()
