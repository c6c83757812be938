"""What the tests of migrations share: a database to migrate."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import create_postgres_database, database_of, drop_postgres_database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    admin_url = request.getfixturevalue("postgres_server")
    name = f"empty_{uuid4().hex}"
    create_postgres_database(admin_url, name)
    yield database_of(admin_url, name)
    drop_postgres_database(admin_url, name)
