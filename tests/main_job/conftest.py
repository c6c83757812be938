"""Real installations for the main job: SQLite with local files, and Postgres with an S3 API server."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.conftest import create_postgres_database, database_of, drop_postgres_database
from tests.servers import OnefoldServer
from tests.storage.conftest import S3_KEYS, s3_client, s3_server  # noqa: F401 (a fixture)

BUCKET = "main-job"
PLACES = [
    pytest.param("sqlite", id="sqlite-and-local-files"),
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.s3], id="postgres-and-s3"),
]


@pytest.fixture(scope="module", params=PLACES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """A running installation that began with an empty database."""
    data_dir = tmp_path_factory.mktemp("installation")
    if request.param == "sqlite":
        with OnefoldServer(data_dir, f"sqlite:///{data_dir}/onefold.db") as server:
            yield server
        return
    admin_url, endpoint = request.getfixturevalue("postgres_server"), request.getfixturevalue("s3_server")
    name = f"main_job_{uuid4().hex}"
    create_postgres_database(admin_url, name)
    s3 = s3_client(endpoint)
    s3.create_bucket(Bucket=BUCKET)
    settings = {"s3_endpoint": endpoint, "s3_bucket": BUCKET, **S3_KEYS}
    with OnefoldServer(data_dir, database_of(admin_url, name), **settings) as server:
        yield server
    s3.close()
    drop_postgres_database(admin_url, name)
