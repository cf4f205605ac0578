"""Which software this is, for what must be told of a result: its release and its commit."""

import shutil
import subprocess
from functools import cache

from django.conf import settings

# CHANGELOG.md says what is in it.
RELEASE = "0.1.0"


@cache
def version() -> str:
    """Return `0.1.0, commit 1fc13780a9b2`; outside a repository the release alone."""
    git = shutil.which("git")
    if not git or not (settings.BASE_DIR / ".git").exists():
        return RELEASE
    command = [git, "-C", str(settings.BASE_DIR), "rev-parse", "--short=12", "HEAD"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    commit = answer.stdout.strip()
    return f"{RELEASE}, commit {commit}" if commit else RELEASE
