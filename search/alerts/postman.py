"""The worker's part of the mails: one at a time, so that the index does not wait for them."""

import logging
import time

from search import engine
from search.alerts import sending

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 60.0
SECONDS_AFTER_FAILURE = 300.0


class Postman:
    def __init__(self) -> None:
        self._not_before = 0.0

    def look(self) -> None:
        """Send one mail if one is due."""
        if time.monotonic() < self._not_before:
            return
        try:
            pause = 0.0 if sending.send_next() else SECONDS_BETWEEN_LOOKS
        except (sending.MailUnavailable, engine.SearchUnavailable) as error:
            logger.warning("Mails are sent later: %s", error)
            pause = SECONDS_AFTER_FAILURE
        self._not_before = time.monotonic() + pause
