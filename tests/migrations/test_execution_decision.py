"""What people had decided before the table was called so goes with it, up and down."""

from uuid import uuid4

from sqlalchemy import inspect, text

from app.core.db import migrations

ROWS = """
INSERT INTO execution (id, created_at, workflow_id, status, "trigger", format, epoch, crashes, last_seq, queued_at)
    VALUES (:run, :now, :run, 'waiting', 'null', 1, 1, 0, 4, :now);
INSERT INTO execution_answer (id, created_at, execution_id, node_id, iteration, attempt, action, output)
    VALUES (:run, :now, :run, 'pay', '0.3', 2, 'complete', :output)
"""


def test_decisions_are_kept(empty_url: str) -> None:
    migrations.upgrade(empty_url, "schedules")
    values = {"run": uuid4().hex, "now": "2026-11-01 00:00:00", "output": '{"paid": 12}'}
    with migrations.schema_connection(empty_url) as connection:
        for statement in ROWS.split(";"):
            connection.execute(text(statement), {name: values[name] for name in values if f":{name}" in statement})
        before = [tuple(map(str, row)) for row in connection.execute(text("SELECT * FROM execution_answer"))]
    assert len(before) == 1
    for move, revision, table in (
        (migrations.upgrade, "execution_decision", "execution_decision"),
        (migrations.downgrade, "schedules", "execution_answer"),
    ):
        move(empty_url, revision)
        with migrations.schema_connection(empty_url) as connection:
            rows = [tuple(map(str, row)) for row in connection.execute(text(f"SELECT * FROM {table}"))]
            tables = inspect(connection).get_table_names()
        assert rows == before
        assert len({"execution_answer", "execution_decision"} & set(tables)) == 1
