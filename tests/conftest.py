"""What all tests share: where nothing may be skipped, a skip is a failure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TOGETHER = ("browser", "spec/verdicts")
"""Folders whose tests share what is dear to make (a browser, the verdicts of the flagship), and so run in one process."""


def pytest_collection_modifyitems(items):
    """Tests of one file, or of one folder above, stay together when several processes run them."""
    for item in items:
        place = item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(next((folder for folder in TOGETHER if place.startswith(folder + "/")), place)))


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    """A file that steps aside as a whole, for want of a package, is skipped too."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("FOEDUS_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and here nothing may be: {report.longrepr}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("FOEDUS_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and here nothing may be: {report.longrepr}"
