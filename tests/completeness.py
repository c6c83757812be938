"""A pytest plugin: with ONEFOLD_REQUIRE_ALL=1 (CI) nothing may be skipped, and each kind of server was really used.

Elsewhere a machine without Chromium, PgBouncer or Postgres skips those tests and `make test` names them.
"""

import os
from collections.abc import Generator

import pytest

REQUIRED = ("postgres", "pooler", "s3", "browser")


class Completeness:
    """Turns a skip into a failure and counts the tests that passed by marker."""

    def __init__(self) -> None:
        self.passed = dict.fromkeys(REQUIRED, 0)

    def missing(self) -> list[str]:
        """Return the markers of which no test has passed."""
        return [marker for marker, count in self.passed.items() if not count]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Fail a test that skips."""
        report = yield
        if report.skipped and not hasattr(report, "wasxfail"):
            report.outcome = "failed"
            report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Fail a module that skips."""
        report = yield
        if report.skipped:
            report.outcome = "failed"
            report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test that passed."""
        if report.when == "call" and report.passed:
            for marker in REQUIRED:
                self.passed[marker] += marker in report.keywords

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run in which a marker's tests did not run."""
        if self.missing() and "PYTEST_XDIST_WORKER" not in os.environ:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which marker's tests did not run."""
        for marker in self.missing():
            terminalreporter.write_line(f"ERROR: no test marked {marker} ran, and CI needs one", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin where CI asks for it."""
    if os.environ.get("ONEFOLD_REQUIRE_ALL") == "1":
        config.pluginmanager.register(Completeness(), "completeness")
