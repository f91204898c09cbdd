"""Rows and digest of every table, computed by the database: the same content gives the same digest anywhere.

The digest is SHA-256 over the sorted SHA-256 of each row's text, so it neither depends on the order of the rows nor
lets two equal rows cancel each other.
"""

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

# What changes the text of a value must be the same on both sides.
_ONE_WAY_TO_WRITE = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601'; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 3"
)
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname
"""
_DIGEST = """
SELECT count(*), encode(sha256(coalesce(string_agg(row.digest, ''::bytea ORDER BY row.digest), ''::bytea)), 'hex')
FROM (SELECT sha256(convert_to(t::text, 'UTF8')) AS digest FROM {} AS t) AS row
"""


@dataclass(frozen=True)
class Table:
    """What a table holds."""

    rows: int
    digest: str


def names() -> list[str]:
    """The portal's tables."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return [name for (name,) in cursor.fetchall()]


def of_all(without_rows_of: tuple[str, ...] = ()) -> dict[str, Table]:
    """Every table by name; those of `without_rows_of` as if they were empty. The caller holds a transaction."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(_ONE_WAY_TO_WRITE)
        for name in names():
            table: sql.Composable = sql.Identifier("public", name)
            if name in without_rows_of:
                table = sql.SQL("(SELECT * FROM {} WHERE false)").format(table)
            cursor.execute(sql.SQL(_DIGEST).format(table))
            found[name] = Table(*cursor.fetchone())
    return found
