"""How gunicorn serves the site; PORT and WEB_CONCURRENCY come from the environment."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Nothing in a request takes longer than a second by design; an import in the admin may.
timeout = 60
# A search of ten thousand characters is answered with words by the site, not by gunicorn.
limit_request_line = 0
# The site has no use for gunicorn's control socket, which would lie in the home folder.
control_socket_disable = True
accesslog = None
