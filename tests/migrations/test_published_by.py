"""What older builds stored of who published: an address for workflows, an id for pages."""

from uuid import uuid4

from sqlalchemy import Connection, text

from app.core.db import migrations

ROWS = """
INSERT INTO auth_user (id, created_at, email, password_hash, role)
    VALUES (:ann, :now, 'ann@example.com', '!', 'owner');
INSERT INTO workflow (id, created_at, name, draft, revision, settings, updated_at)
    VALUES (:workflow, :now, 'w', '{}', 1, '{}', :now);
INSERT INTO workflow_version (id, created_at, workflow_id, number, graph, published_at, published_by)
    VALUES (:one, :now, :workflow, 1, '{"nodes": []}', :now, 'ann@example.com'),
           (:two, :now, :workflow, 2, '{}', :now, 'gone@example.com'),
           (:three, :now, :workflow, 3, '{}', :now, NULL);
INSERT INTO page (id, created_at, slug, title, draft, seo, access, is_home, revision, updated_at)
    VALUES (:page, :now, 'p', 'p', '{}', '{}', 'public', FALSE, 1, :now);
INSERT INTO page_version (id, created_at, page_id, number, tree, title, seo, published_at, published_by)
    VALUES (:one, :now, :page, 1, '{"root": {}}', 'p', '{}', :now, :ann),
           (:two, :now, :page, 2, '{}', 'p', '{}', :now, NULL)
"""


def rows(connection: Connection, table: str, *columns: str) -> list[tuple[object, ...]]:
    return [
        tuple(row) for row in connection.execute(text(f"SELECT {', '.join(columns)} FROM {table} ORDER BY number"))
    ]


def test_versions_say_who_published_them_before_and_after(empty_url: str) -> None:
    names = ("ann", "workflow", "page", "one", "two", "three")
    ids = {name: uuid4().hex for name in names} | {"now": "2026-11-01 00:00:00"}
    migrations.upgrade(empty_url, "variables")
    with migrations.schema_connection(empty_url) as connection:
        for statement in ROWS.split(";"):
            connection.execute(text(statement), {name: ids[name] for name in ids if f":{name}" in statement})
        before = rows(connection, "workflow_version", "*"), rows(connection, "page_version", "*")
        [(ann,)] = connection.execute(text("SELECT id FROM auth_user")).all()
    migrations.upgrade(empty_url, "published_by")
    publisher = ("published_by_id", "published_by_email")
    with migrations.schema_connection(empty_url) as connection:
        workflows = rows(connection, "workflow_version", *publisher)
        assert workflows == [(ann, "ann@example.com"), (None, "gone@example.com"), (None, None)]
        assert rows(connection, "page_version", *publisher) == [(ann, "ann@example.com"), (None, None)]
    migrations.downgrade(empty_url, "variables")
    with migrations.schema_connection(empty_url) as connection:
        after = rows(connection, "workflow_version", "*"), rows(connection, "page_version", "*")
    assert [[set(map(str, row)) for row in table] for table in after] == [
        [set(map(str, row)) for row in table] for table in before
    ]
