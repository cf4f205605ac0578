"""How long the worker pauses: what fails again and again, as on a full disk, ever longer."""

SECONDS_BETWEEN_LOOKS = 0.5
MOST_SECONDS_BETWEEN_LOOKS = 30.0


class Pause:
    def __init__(self) -> None:
        self._seconds = SECONDS_BETWEEN_LOOKS

    def after(self, succeeded: bool) -> float:
        """Return how many seconds to wait until the next try."""
        longer = min(2 * self._seconds, MOST_SECONDS_BETWEEN_LOOKS)
        self._seconds = SECONDS_BETWEEN_LOOKS if succeeded else longer
        return self._seconds
