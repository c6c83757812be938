#!/bin/sh
# Writes a migration of what the tables of the code have that the newest migration lacks: `make migration name=add_colours`.
# It compares with a fresh SQLite database in a temporary folder, and tries the migration there; no other database is touched.
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"  # alembic.ini calls ruff
name=${1:-}
# The name is the revision's id too, which Alembic stores in 32 characters.
printf '%s' "$name" | grep -Eq '^[a-z][a-z0-9_]{0,31}$' || {
  echo "Say what it does in up to 32 lower-case letters, digits and underscores: make migration name=add_colours"
  exit 2
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset ONEFOLD_DATABASE_URL ONEFOLD_DIRECT_DATABASE_URL
export ONEFOLD_DATA_DIR="$folder" PYTHONPATH=.
python -m alembic upgrade head
python -m alembic revision --autogenerate --rev-id "$name" -m "$(printf '%s' "$name" | tr _ ' ')" >"$folder/said"
file=$(ls alembic/versions/*_"$name".py)
sed -i.old "/# ### /d" "$file" && rm "$file.old"
python -m ruff format -q "$file"
python -m alembic upgrade head
echo "$file runs on SQLite. Read it, move rows in it where the change needs that, then run:"
echo "  .venv/bin/pytest tests/migrations"
