"""Setting up, inviting and removing, by people who may and people who may not."""

from typing import Any

import psycopg
import pytest
from psycopg import errors

from learningstories.domain.errors import NameRefused, NoSuchMember, NotSetUp, NotTheOwner, WrongPassword
from learningstories.services.team import Member, Role
from learningstories.storage.roles.groups import group_of
from learningstories.storage.roles.team import ServerTeam
from tests.own_server import OwnServer
from tests.storage.roles.conftest import ORGANISER, OTHER, OWNER, READER, STRANGER, Shared

TEAM = ServerTeam()
HOSTILE = (
    'eve"; DROP ROLE ana; --',
    "eve'; DROP ROLE ana; --",
    "eve\\",
    "%s %(name)s {name}",
    "Ünïcødé 名前",
    "a" * 63,
    "$$eve$$",
    "eve and friends",
)


def test_everybody_is_told_with_a_role(shared: Shared) -> None:
    assert TEAM.members(shared.address(OWNER), OWNER) == (
        Member(name=OWNER, role=Role.OWNER),
        Member(name=OTHER, role=Role.ORGANISER),
        Member(name=ORGANISER, role=Role.ORGANISER),
        Member(name=READER, role=Role.READER),
    )


def test_setting_up_again_changes_nobody(shared: Shared) -> None:
    before = TEAM.members(shared.address(OWNER), OWNER)
    done = TEAM.set_up(shared.address(OWNER), OWNER)
    assert not done.made_tables
    assert TEAM.members(shared.address(OWNER), OWNER) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_a_name_and_nothing_else(shared: Shared, name: str) -> None:
    address = shared.address(OWNER)
    invited = TEAM.invite(address, OWNER, name, Role.READER)
    assert invited.password
    assert Member(name=name, role=Role.READER) in TEAM.members(address, OWNER)
    given: Any = address.as_user(name).parameters
    with psycopg.connect(**given, password=invited.password) as door:
        assert door.execute("SELECT session_user").fetchone() == (name,)
        assert door.execute("SELECT count(*) FROM story").fetchone() is not None
    TEAM.remove(address, OWNER, name)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(**given, password=invited.password)
    assert OWNER in {member.name for member in TEAM.members(address, OWNER)}


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("", "letters"),
        ("eve\n", "letters"),
        ("eve\0", "letters"),
        ("eve\N{RIGHT-TO-LEFT OVERRIDE}", "letters"),
        ("eve\ud800", "letters"),
        ("a" * 64, "long"),
        ("ä" * 32, "long"),
        ("public", "taken"),
        ("PG_monitor", "taken"),
        ("pg_read_all_data", "taken"),
        ("boss", "taken"),
        (OWNER, "owner"),
    ],
)
def test_names_that_mean_something_else_are_refused(shared: Shared, name: str, cause: str) -> None:
    with pytest.raises(NameRefused) as refused:
        TEAM.invite(shared.address(OWNER), OWNER, name, Role.ORGANISER)
    assert refused.value.cause == cause


def test_a_group_is_nobody_to_invite(shared: Shared) -> None:
    for role in Role:
        with pytest.raises(NameRefused):
            TEAM.invite(shared.address(OWNER), OWNER, group_of(shared.database, role), Role.READER)


def test_a_role_takes_the_place_of_another(shared: Shared) -> None:
    shared.server.person("dora")
    address = shared.address(OWNER)
    for role in (Role.READER, Role.ORGANISER, Role.READER):
        assert TEAM.invite(address, OWNER, "dora", role).password is None  # it is hers and stays
        assert [one.role for one in TEAM.members(address, OWNER) if one.name == "dora"] == [role]
    given: Any = address.as_user("dora").parameters
    with psycopg.connect(**given, password="dora") as door, pytest.raises(errors.InsufficientPrivilege):
        door.execute("SELECT * FROM learningstories.story")
    TEAM.remove(address, OWNER, "dora")
    assert shared.server.run("SELECT 1 FROM pg_roles WHERE rolname = 'dora'")  # not made here, so not ours
    with pytest.raises(NoSuchMember):
        TEAM.remove(address, OWNER, "dora")


def test_who_is_removed_can_do_nothing_more_though_still_connected(shared: Shared) -> None:
    address = shared.address(OWNER)
    invited = TEAM.invite(address, OWNER, "finn", Role.ORGANISER)
    given: Any = address.as_user("finn").parameters
    with psycopg.connect(**given, password=invited.password) as door:
        assert door.execute("SELECT count(*) FROM reviewer").fetchone() == (2,)
        door.rollback()
        TEAM.remove(address, OWNER, "finn")
        with pytest.raises((errors.InsufficientPrivilege, errors.UndefinedTable)):
            door.execute("SELECT count(*) FROM reviewer")


def test_only_owners_say_who_takes_part(shared: Shared) -> None:
    for who in (ORGANISER, READER):
        word = shared.words[who]
        with pytest.raises(NotTheOwner):
            TEAM.members(shared.address(who), word)
        with pytest.raises(NotTheOwner):
            TEAM.invite(shared.address(who), word, "gil", Role.READER)
        with pytest.raises(NotTheOwner):
            TEAM.remove(shared.address(who), word, READER)
        with pytest.raises(NotTheOwner):
            TEAM.set_up(shared.address(who), word)


def test_an_owner_is_not_removed(shared: Shared) -> None:
    with pytest.raises(NameRefused):
        TEAM.remove(shared.address(OWNER), OWNER, OWNER)


def test_a_database_that_was_not_set_up_has_no_members(own_server: OwnServer, shared: Shared) -> None:
    fresh = own_server.database(OWNER)
    with pytest.raises(NotSetUp):
        TEAM.members(own_server.address(fresh, OWNER), OWNER)
    with pytest.raises(NotTheOwner):  # it is another's
        TEAM.set_up(own_server.address(fresh, STRANGER), STRANGER)
    with pytest.raises(WrongPassword):
        TEAM.set_up(own_server.address(fresh, OWNER), "wrong")


@pytest.mark.parametrize("name", ['sp"ring; -- %s {name} 春', "ä" * 31 + "!"])
def test_any_database_is_set_up(own_server: OwnServer, shared: Shared, name: str) -> None:
    own_server.database(OWNER, name)
    done = TEAM.set_up(own_server.address(name, OWNER), OWNER)
    assert done.made_tables
    assert all(len(group.encode()) <= 63 for group in done.groups)
    assert TEAM.members(own_server.address(name, OWNER), OWNER) == (Member(name=OWNER, role=Role.OWNER),)


def test_a_group_that_was_there_before_is_not_trusted(own_server: OwnServer, shared: Shared) -> None:
    fresh = own_server.database(OWNER)
    own_server.person(group_of(fresh, Role.ORGANISER))
    with pytest.raises(NameRefused):
        TEAM.set_up(own_server.address(fresh, OWNER), OWNER)
    roles = own_server.run("SELECT rolname FROM pg_roles")
    assert (group_of(fresh, Role.OWNER),) not in roles  # wholly or not at all
