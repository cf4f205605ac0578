"""Tells known vulnerabilities of what the site needs; fails where a release mends one.

The databases that pip-audit asks name no severity that could be compared, so the bar is what can
be done: a fault with a mended release fails, one without is reported. What could not be checked
is said.
"""

import json
import subprocess
import sys
from typing import Any

COMMAND = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--format", "json"]
SECONDS = 300


def main(requirements: str) -> int:
    command = [*COMMAND, "--progress-spinner", "off", "--requirement", requirements]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=SECONDS)
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        packages = []
    lines, code = verdict(packages)
    print("\n".join(lines))
    return code


def verdict(packages: list[dict[str, Any]]) -> tuple[list[str], int]:
    """Return what is to be said of pip-audit's list, and the exit code."""
    checked = [package for package in packages if "vulns" in package]
    if not checked:
        return ["audit: nothing was checked, for the list of faults cannot be reached."], 0
    faults = [(package, fault) for package in checked for fault in package["vulns"]]
    mended = sum(bool(fault["fix_versions"]) for _, fault in faults)
    total = (
        f"audit: {len(checked)} of {len(packages)} packages were checked, {len(faults)} known "
        f"faults, {mended} of them mended by a newer release."
    )
    return [*(_line(package, fault) for package, fault in faults), total], 1 if mended else 0


def _line(package: dict[str, Any], fault: dict[str, Any]) -> str:
    names = ", ".join([fault["id"], *fault.get("aliases", [])])
    newer = " or ".join(fault["fix_versions"]) or "no release yet"
    return f"{package['name']} {package['version']}: {names}; mended in {newer}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
