"""Through which doors one comes in, and which server is believed."""

from pathlib import Path

import psycopg
import pytest

from learningstories.domain.errors import (
    ExpectedError,
    NotAChallengeThere,
    NotInvited,
    ServerGone,
    ServerUnproven,
    WrongPassword,
)
from learningstories.services.server_address import ServerAddress, parse_address
from learningstories.storage.roles.certificates import trusted_roots
from learningstories.storage.roles.doors import let_in
from tests.storage.roles.conftest import OWNER, STRANGER, Shared


def _at(shared: Shared, options: str, host: str = "localhost", user: str = OWNER) -> ServerAddress:
    return parse_address(f"postgresql://{user}@{host}:{shared.server.port}/{shared.database}?{options}")


def _is_protected(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    with connection:
        row = connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
        return row == (True,)


def test_a_server_that_proves_which_it_is_is_spoken_to_in_secret(shared: Shared) -> None:
    root = shared.server.root
    for mode in ("verify-full", "verify-ca"):
        assert _is_protected(let_in(_at(shared, f"sslmode={mode}&sslrootcert={root}"), OWNER))
    assert _is_protected(let_in(_at(shared, "sslmode=require"), OWNER))


def test_a_server_that_does_not_is_told_no_password(shared: Shared, tmp_path: Path) -> None:
    with pytest.raises(ServerUnproven):  # nobody that this computer trusts vouches for it
        let_in(_at(shared, "sslmode=verify-full"), OWNER)
    with pytest.raises(ServerUnproven):  # it is another's certificate
        let_in(_at(shared, f"sslmode=verify-full&sslrootcert={shared.server.root}", "127.0.0.1"), OWNER)
    with pytest.raises(ServerUnproven):
        let_in(_at(shared, f"sslmode=verify-full&sslrootcert={tmp_path / 'none.pem'}"), OWNER)


def test_this_computer_has_certificates_that_it_trusts() -> None:
    assert b"BEGIN CERTIFICATE" in Path(trusted_roots()).read_bytes()


@pytest.mark.parametrize(
    ("user", "word", "refused"),
    [
        (OWNER, "wrong", WrongPassword),
        (OWNER, "", WrongPassword),
        (OWNER, "wr\0ong", WrongPassword),
        ("nobody knows", "word", WrongPassword),
        (STRANGER, STRANGER, NotInvited),
    ],
)
def test_who_may_not_come_in_is_told_why(
    shared: Shared, user: str, word: str, refused: type[ExpectedError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    with pytest.raises(refused) as told:
        let_in(shared.server.address(shared.database, user), word)
    assert told.value.__cause__ is None  # what the driver says may hold more than names


def test_where_nothing_is_that_is_told(shared: Shared) -> None:
    with pytest.raises(NotAChallengeThere):
        let_in(shared.server.address("nowhere", OWNER), OWNER)
    with pytest.raises(ServerGone):
        let_in(ServerAddress(host="127.0.0.1", port=1, database="x", user="x", sslmode="disable"), "x")
