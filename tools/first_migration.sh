#!/bin/sh
# Writes the first migration anew from the tables of the code. For the time before the first release only: once a
# database out there has it, a change of tables is a migration of its own
# (`ONEFOLD_DATABASE_URL=… .venv/bin/alembic revision --autogenerate -m "add …"` on a migrated database).
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"  # alembic.ini calls ruff
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rm -f alembic/versions/*.py
ONEFOLD_DATA_DIR="$folder" PYTHONPATH=. "${PYTHON:-.venv/bin/python}" -m alembic revision --autogenerate \
  --rev-id initial -m "first tables"
sed -i "/# ### /d" alembic/versions/*.py
"${PYTHON:-.venv/bin/python}" -m ruff format -q alembic/versions
