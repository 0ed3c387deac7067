"""What SQLite can do and PostgreSQL cannot, made there as functions, so that one statement serves both.

They are where readers' views are, which everybody may use, and name nothing that others could have made.
"""

from sqlalchemy import Connection

from learningstories.services.server_address import READERS_SCHEMA

_FUNCTIONS = (
    ("json_each(told text) RETURNS TABLE (value text)", "IMMUTABLE",
     "SELECT pg_catalog.json_array_elements_text(told::json)"),
    ("json_extract(told text, place text) RETURNS text", "IMMUTABLE",
     "SELECT told::json OPERATOR(pg_catalog.#>>) ARRAY[pg_catalog.translate(place, '$[].', '')]"),
    ("instr(told text, part text) RETURNS integer", "IMMUTABLE", "SELECT pg_catalog.strpos(told, part)"),
    ("printf(form text, number bigint) RETURNS text", "IMMUTABLE",
     "SELECT pg_catalog.lpad(pg_catalog.to_hex(number), 16, '0')"),
    ("julianday(moment text) RETURNS double precision", "STABLE",
     "SELECT (pg_catalog.date_part('epoch', moment::timestamp) / 86400 + 2440587.5)"),
)  # fmt: skip


def make_functions(connection: Connection) -> None:
    """Make them, or make them anew."""
    for head, how, body in _FUNCTIONS:
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {READERS_SCHEMA}.{head} LANGUAGE sql {how} PARALLEL SAFE"
            f" AS $body$ {body} $body$"
        )
