"""Sets up a challenge on a server and says who may do what there."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_urlsafe
from typing import Any

from psycopg import Connection, errors
from sqlalchemy import Connection as Transaction

from learningstories.domain.errors import NameRefused, NoSuchMember, NotSetUp, NotTheOwner
from learningstories.services.server_address import ServerAddress
from learningstories.services.team import INVITED_AS, Invitation, Member, Role, SetUp
from learningstories.storage.roles import setting_up
from learningstories.storage.roles.acting import acting, driver_of
from learningstories.storage.roles.groups import group_of, mark_of
from learningstories.storage.roles.names import checked_name
from learningstories.storage.roles.statements import literal, run
from learningstories.storage.server.schema import bring_up_to_date, make_tables

_PASSWORD_BYTES = 18
_MADE_HERE = "Learning Stories: made for a member"


class ServerTeam:
    """Roles on a server."""

    def set_up(self, address: ServerAddress, password: str | None) -> SetUp:
        """Make what a challenge needs in an empty database, or give each role its rights again."""
        database = address.database
        with _owning(address, password) as transaction:
            connection = driver_of(transaction)
            groups = setting_up.make_groups(connection, database)
            left = setting_up.close_to_others(connection, database)
            setting_up.make_schemas(connection, database)
            run(connection, "SET LOCAL ROLE {owners}", owners=group_of(database, Role.OWNER))
            made = not setting_up.tables(connection)
            if made:
                make_tables(transaction)
            else:
                setting_up.hide_from_readers(connection)
                bring_up_to_date(transaction)
            setting_up.give_rights(connection, database)
        return SetUp(made_tables=made, groups=groups, left_open=left)

    def members(self, address: ServerAddress, password: str | None) -> tuple[Member, ...]:
        """Everybody who has a role, owners first."""
        with _owning(address, password) as transaction:
            connection = driver_of(transaction)
            _ours(connection, address)
            return tuple(
                Member(name=name, role=role)
                for role in Role
                for name in _in_group(connection, group_of(address.database, role))
            )

    def invite(self, address: ServerAddress, password: str | None, name: str, role: Role) -> Invitation:
        """Give somebody a role, in place of another; a new name gets a password."""
        checked_name(name)
        if role not in INVITED_AS:
            raise NameRefused(name, "owner")
        with _owning(address, password) as transaction:
            connection = driver_of(transaction)
            _ours(connection, address)
            _not_an_owner(connection, address, name)
            fresh = None if _is_there(connection, name) else _make_login(connection, name)
            for other in INVITED_AS:
                if other is not role:
                    _leave(connection, group_of(address.database, other), name)
            group = group_of(address.database, role)
            run(connection, "GRANT {group} TO {name}", group=group, name=name)
        return Invitation(name=name, role=role, address=address.as_user(name).shown, password=fresh)

    def remove(self, address: ServerAddress, password: str | None, name: str) -> None:
        """Take a role away at once."""
        checked_name(name)
        with _owning(address, password) as transaction:
            connection = driver_of(transaction)
            _ours(connection, address)
            _not_an_owner(connection, address, name)
            groups = [group_of(address.database, role) for role in INVITED_AS]
            if not any(name in _in_group(connection, group) for group in groups):
                raise NoSuchMember(name)
            for group in groups:
                _leave(connection, group, name)
            _end_login(connection, name)


@contextmanager
def _owning(address: ServerAddress, password: str | None) -> Iterator[Transaction]:
    """A transaction of somebody who may say who does what."""
    try:
        with acting(address, password, setting_up=True) as transaction:
            yield transaction
    except (errors.InsufficientPrivilege, errors.InvalidGrantOperation) as error:
        raise NotTheOwner(address.name) from error


def _ours(connection: Connection[Any], address: ServerAddress) -> None:
    """Raises where the database was not set up, or by somebody else."""
    for role in Role:
        asked = "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s"
        found = run(connection, asked, group_of(address.database, role))
        if found != [(mark_of(address.database, role),)]:
            raise NotSetUp(address.name)
    owners = group_of(address.database, Role.OWNER)
    if not run(connection, "SELECT pg_has_role(current_user, %s, 'USAGE')", owners)[0][0]:
        raise NotTheOwner(address.name)


def _in_group(connection: Connection[Any], group: str) -> list[str]:
    """Who has its rights; on newer servers, who made it and may only let others in, has not."""
    asked = """SELECT DISTINCT m.rolname FROM pg_auth_members a
        JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
        WHERE g.rolname = %s AND pg_has_role(m.oid, g.oid, 'USAGE') ORDER BY 1"""
    return [name for (name,) in run(connection, asked, group)]


def _not_an_owner(connection: Connection[Any], address: ServerAddress, name: str) -> None:
    if name in _in_group(connection, group_of(address.database, Role.OWNER)):
        raise NameRefused(name, "owner")


def _is_there(connection: Connection[Any], name: str) -> bool:
    """Whether there is such a login; raises for a name that is a group or runs the server."""
    found = run(connection, "SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = %s", name)
    if found and found[0] != (True, False):
        raise NameRefused(name, "taken")
    return bool(found)


def _make_login(connection: Connection[Any], name: str) -> str:
    """A login with a password, which is sent to the server as what it checks passwords by."""
    password = token_urlsafe(_PASSWORD_BYTES)
    check = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    run(
        connection,
        "CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {check}",
        name=name,
        check=literal(check.decode()),
    )
    run(connection, "COMMENT ON ROLE {name} IS {mark}", name=name, mark=literal(_MADE_HERE))
    return password


def _leave(connection: Connection[Any], group: str, name: str) -> None:
    if name in _in_group(connection, group):
        run(connection, "REVOKE {group} FROM {name}", group=group, name=name)


def _end_login(connection: Connection[Any], name: str) -> None:
    """Remove a login that was made here, unless it is used for anything else on the server."""
    asked = """SELECT shobj_description(r.oid, 'pg_authid') = %s AND NOT EXISTS
        (SELECT 1 FROM pg_auth_members a WHERE a.member = r.oid) FROM pg_roles r WHERE rolname = %s"""
    if run(connection, asked, _MADE_HERE, name) != [(True,)]:
        return
    try:
        with connection.transaction():
            run(connection, "DROP ROLE {name}", name=name)
    except (errors.DependentObjectsStillExist, errors.InsufficientPrivilege):
        pass  # it owns something elsewhere, or another made it: it has no role here any more all the same
