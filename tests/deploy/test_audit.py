from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "deploy" / "audit.py"
UNKNOWN = {"name": "ours", "skip_reason": "not found"}


@pytest.fixture(scope="module")
def verdict():
    spec = spec_from_file_location("audit", PATH)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.verdict


def package(*fix_versions):
    fault = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": list(fix_versions)}
    return {"name": "brittle", "version": "1.0", "vulns": [fault]}


def test_a_fault_that_a_release_mends_fails_and_names_it(verdict):
    lines, code = verdict([package("1.1"), UNKNOWN])
    assert code == 1
    assert lines[0] == "brittle 1.0: PYSEC-1, CVE-1; mended in 1.1"
    assert "1 of 2 packages were checked" in lines[1]


def test_a_fault_that_nobody_has_mended_is_told(verdict):
    lines, code = verdict([package()])
    assert code == 0
    assert lines[0].endswith("mended in no release yet")


def test_what_was_not_checked_is_not_called_sound(verdict):
    assert verdict([UNKNOWN]) == (
        ["audit: nothing was checked, for the list of faults cannot be reached."],
        0,
    )
