"""A pytest plugin: whatever is random in a test comes from one seed, printed at the start and with each failure.

`ONEFOLD_TEST_SEED` sets it, to have a failure again.
"""

import os
import random
import secrets
from collections.abc import Generator

import pytest

VARIABLE = "ONEFOLD_TEST_SEED"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed, before Hypothesis asks for its own; workers find it in their environment."""
    seed = os.environ.setdefault(VARIABLE, str(secrets.randbelow(2**32)))
    if getattr(config.option, "hypothesis_seed", None) is None:
        config.option.hypothesis_seed = seed


def pytest_sessionstart(session: pytest.Session) -> None:
    """Print the seed, which `-q` leaves out of the header."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and "PYTEST_XDIST_WORKER" not in os.environ:
        reporter.write_line(f"{VARIABLE}={os.environ[VARIABLE]}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Seed `random` for each test apart, so that neither their order nor the worker matters."""
    random.seed(f"{os.environ[VARIABLE]} {item.nodeid}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say the seed beside a failure."""
    report = yield
    if report.failed:
        report.sections.append(("Seed", f"{VARIABLE}={os.environ[VARIABLE]}"))
    return report
