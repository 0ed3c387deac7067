"""Makes a challenge's groups on a server and gives each its rights; done again, it mends what has changed."""

from typing import Any

from psycopg import Connection, errors, sql

from learningstories.domain.errors import NameRefused
from learningstories.services.server_address import READERS_SCHEMA, SCHEMA
from learningstories.services.team import LeftOpen, Role
from learningstories.storage.roles.groups import group_of, mark_of
from learningstories.storage.roles.reader_views import SHOWN, column_expression
from learningstories.storage.roles.rights import HISTORY_GROWS, POLICIES, RECORDS, RIGHTS, Policy
from learningstories.storage.roles.statements import literal, own, run

_LARGE_OBJECTS = (
    "lo_creat(integer)",
    "lo_create(oid)",
    "lo_from_bytea(oid, bytea)",
    "lo_import(text)",
    "lo_import(text, oid)",
)


def make_groups(connection: Connection[Any], database: str) -> tuple[str, ...]:
    """The three groups, made where they are not there, with whoever sets up among the owners."""
    for role in Role:
        group = group_of(database, role)
        found = run(
            connection,
            "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s",
            group,
        )
        if not found:
            run(connection, "CREATE ROLE {group} NOLOGIN NOINHERIT", group=group)
            mark = literal(mark_of(database, role))
            run(connection, "COMMENT ON ROLE {group} IS {mark}", group=group, mark=mark)
        elif found[0][0] != mark_of(database, role):
            raise NameRefused(group, "taken")
    owners = group_of(database, Role.OWNER)
    run(connection, "GRANT {group} TO CURRENT_USER", group=owners)
    return tuple(group_of(database, role) for role in Role)


def close_to_others(connection: Connection[Any], database: str) -> tuple[LeftOpen, ...]:
    """Let nobody in who has no role; what only whoever runs the server can close is told."""
    run(connection, "REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=database)
    for role in Role:
        group = group_of(database, role)
        run(connection, "GRANT CONNECT ON DATABASE {name} TO {group}", name=database, group=group)
    owners = group_of(database, Role.OWNER)
    run(connection, "GRANT CREATE ON DATABASE {name} TO {group}", name=database, group=owners)
    left = []
    if not _closed_public(connection):
        left.append(LeftOpen.PUBLIC_SCHEMA)
    if not _closed_large_objects(connection):
        left.append(LeftOpen.LARGE_OBJECTS)
    return tuple(left)


def _closed_public(connection: Connection[Any]) -> bool:
    try:
        with connection.transaction():
            run(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    except (errors.InsufficientPrivilege, errors.InvalidSchemaName):
        pass
    asked = """SELECT count(*) FROM pg_namespace n,
        aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
        WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = 'CREATE'"""
    return bool(run(connection, asked)[0][0] == 0)


def _closed_large_objects(connection: Connection[Any]) -> bool:
    """Only a superuser may; a right that was not given cannot be taken without a warning."""
    (superuser,) = run(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")[0]
    for function in _LARGE_OBJECTS if superuser else ():
        run(
            connection,
            "REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC",
            function=own(f"pg_catalog.{function}"),
        )
    asked = """SELECT count(*) FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        WHERE p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea') AND a.grantee = 0"""
    return bool(run(connection, asked)[0][0] == 0)


def make_schemas(connection: Connection[Any], database: str) -> None:
    """The two places of tables and views; from here on the owners' group makes everything."""
    owners = group_of(database, Role.OWNER)
    for schema, roles in ((SCHEMA, (Role.ORGANISER,)), (READERS_SCHEMA, (Role.ORGANISER, Role.READER))):
        run(
            connection,
            "CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owners}",
            schema=schema,
            owners=owners,
        )
        run(connection, "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC", schema=schema)
        for group in (group_of(database, role) for role in roles):
            run(connection, "GRANT USAGE ON SCHEMA {schema} TO {group}", schema=schema, group=group)


def give_rights(connection: Connection[Any], database: str) -> None:
    """Each table its rights for organisers, its policies, and its view for readers."""
    organisers = group_of(database, Role.ORGANISER)
    for table in tables(connection):
        run(
            connection,
            "REVOKE ALL ON {schema}.{table} FROM PUBLIC, {group}",
            schema=SCHEMA, table=table, group=organisers,
        )  # fmt: skip
        run(
            connection,
            "GRANT {rights} ON {schema}.{table} TO {group}",
            rights=own(RIGHTS.get(table, RECORDS)), schema=SCHEMA, table=table, group=organisers,
        )  # fmt: skip
    run(
        connection,
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {group}",
        schema=SCHEMA,
        group=organisers,
    )
    _give_policies(connection, database)
    _guard_history(connection, database)
    _close_functions(connection, database)
    _show_readers(connection, database)


def tables(connection: Connection[Any], schema: str = SCHEMA) -> list[str]:
    """The tables that there are."""
    asked = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
    return [name for (name,) in run(connection, asked, schema)]


def _give_policies(connection: Connection[Any], database: str) -> None:
    found = run(connection, "SELECT policyname, tablename FROM pg_policies WHERE schemaname = %s", SCHEMA)
    for name, table in found:
        run(
            connection,
            "DROP POLICY {name} ON {schema}.{table}",
            name=name, schema=SCHEMA, table=table,
        )  # fmt: skip
    there = set(tables(connection))
    for policy in (each for each in POLICIES if each.table in there):
        _give_policy(connection, policy, group_of(database, Role.ORGANISER))


def _give_policy(connection: Connection[Any], policy: Policy, organisers: str) -> None:
    names = {"schema": SCHEMA, "table": policy.table}
    run(connection, "ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY", **names)
    conditions = f" USING ({policy.using})" if policy.using else ""
    conditions += f" WITH CHECK ({policy.check})" if policy.check else ""
    run(
        connection,
        "CREATE POLICY {name} ON {schema}.{table} FOR {command} TO {group}{conditions}",
        **names,
        name=policy.name,
        command=own(policy.command),
        group=organisers,
        conditions=own(conditions),
    )


def _guard_history(connection: Connection[Any], database: str) -> None:
    owners = group_of(database, Role.OWNER)
    run(connection, "{function}", function=own(HISTORY_GROWS))
    run(connection, "DROP TRIGGER IF EXISTS history_grows ON {schema}.history", schema=SCHEMA)
    run(
        connection,
        "CREATE CONSTRAINT TRIGGER history_grows AFTER DELETE ON {schema}.history"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {schema}.history_grows({owners})",
        schema=SCHEMA,
        owners=literal(owners),
    )


def _close_functions(connection: Connection[Any], database: str) -> None:
    """Functions are for those who may use the schema, and run with the rights of whoever calls them."""
    for schema in (SCHEMA, READERS_SCHEMA):
        run(connection, "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC", schema=schema)
        for role in (Role.ORGANISER, Role.READER):
            run(
                connection,
                "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {group}",
                schema=schema,
                group=group_of(database, role),
            )


def hide_from_readers(connection: Connection[Any]) -> None:
    """Take away all that readers see, so that the tables behind it can be altered."""
    found = run(connection, "SELECT viewname FROM pg_views WHERE schemaname = %s", READERS_SCHEMA)
    for (view,) in found:
        run(connection, "DROP VIEW IF EXISTS {schema}.{view} CASCADE", schema=READERS_SCHEMA, view=view)
    for table in tables(connection, READERS_SCHEMA):
        run(connection, "DROP TABLE {schema}.{table}", schema=READERS_SCHEMA, table=table)


def _show_readers(connection: Connection[Any], database: str) -> None:
    """Every view anew, in an order in which each finds those that it looks at; what is not shown is empty."""
    hide_from_readers(connection)
    for table in tables(connection):  # by the alphabet: attachments come before their files
        if table in SHOWN:
            _show_table(connection, table)
        else:
            # Not a view, of which the server does not answer all that it answers of a table with its key.
            run(
                connection,
                "CREATE TABLE {readers}.{table} (LIKE {schema}.{table} INCLUDING INDEXES)",
                readers=READERS_SCHEMA, schema=SCHEMA, table=table,
            )  # fmt: skip
    run(
        connection,
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {group}",
        schema=READERS_SCHEMA,
        group=group_of(database, Role.READER),
    )


def _show_table(connection: Connection[Any], table: str) -> None:
    asked = """SELECT attname, format_type(atttypid, NULL), format_type(atttypid, atttypmod), NOT attnotnull
        FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum"""
    columns = []
    for name, kind, whole_kind, nullable in run(connection, asked, f'{SCHEMA}."{table}"'):
        said = column_expression(table, name, kind, nullable=nullable)
        columns.append(_column(name, said, whole_kind))
    run(
        connection,
        "CREATE VIEW {readers}.{table} WITH (security_barrier = true) AS"
        " SELECT {columns} FROM {schema}.{table} WHERE {rows}",
        readers=READERS_SCHEMA,
        schema=SCHEMA,
        table=table,
        columns=own(", ").join(columns),
        rows=own(SHOWN[table].where),
    )


def _column(name: str, said: str, kind: str) -> sql.Composable:
    if not said:
        return sql.Identifier(name)
    return sql.SQL("CAST({said} AS {kind}) AS {name}").format(
        said=own(said), kind=own(kind), name=sql.Identifier(name)
    )
