import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.errors import AddressUnclear
from learningstories.services.sentences import advice
from learningstories.services.server_address import ServerAddress, is_address, parse_address, password_in

FULL = "postgresql://ana@db.example.org:5433/spring?sslrootcert=%2Fetc%2Four.pem"


def test_an_address_is_taken_apart_and_shown_as_it_was_typed() -> None:
    address = parse_address(f"  {FULL} ")
    assert (address.host, address.port, address.database) == ("db.example.org", 5433, "spring")
    assert (address.user, address.root, address.name) == ("ana", "/etc/our.pem", "spring")
    assert address.shown == FULL


def test_what_is_not_said_is_the_usual() -> None:
    address = parse_address("postgres://DB.example.org/spring")
    assert (address.host, address.port, address.user) == ("db.example.org", 5432, "")
    assert address.shown == "postgresql://db.example.org/spring"
    assert parse_address("postgresql:///spring").host == "localhost"


@pytest.mark.parametrize(
    ("place", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("[::1]:6000", True),
        ("db.example.org", False),
        ("192.168.0.7", False),
        ("[2001:db8::7]", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("2130706433", False),  # a number that some programs would take for 127.0.0.1
    ],
)
def test_nobody_can_read_along_off_this_computer(place: str, local: bool) -> None:
    told = parse_address(f"postgresql://ana@{place}/spring").parameters
    assert told["sslmode"] == ("prefer" if local else "verify-full")
    assert told.get("sslrootcert") == (None if local else "system")
    for unprotected in ("disable", "prefer"):
        written = f"postgresql://ana@{place}/spring?sslmode={unprotected}"
        if local:
            assert parse_address(written).sslmode == unprotected
        else:
            with pytest.raises(AddressUnclear) as refused:
                parse_address(written)
            assert "TLS" in advice(refused.value)


def test_a_server_that_nobody_vouches_for_must_show_that_it_knows_the_password() -> None:
    told = parse_address("postgresql://ana@db.example.org/spring?sslmode=require").parameters
    assert told["channel_binding"] == "require"
    assert told["require_auth"] == "scram-sha-256"


def test_a_server_on_this_computer_may_be_a_folder() -> None:
    address = parse_address("postgresql:///spring?host=/run/postgresql")
    assert address.is_local
    assert parse_address(address.shown) == address
    assert "host" not in parse_address("postgresql://db.example.org/spring").shown


TYPED = "s3cret @:pw"


@pytest.mark.parametrize(
    "typed",
    [
        "postgresql://ana:s3cret%20%40%3Apw@db.example.org/spring",
        "postgresql://ana:s3cret%20%40%3Apw@db.example.org:99999/spring",
        "postgresql://ana:s3cret%20%40%3Apw@/spring",
        "postgresql://ana:s3cret%20%40%3Apw@db.example.org/",
        "postgresql://ana:s3cret%20%40%3Apw@db.example.org/spring?options=-c",
    ],
)
def test_a_password_is_handed_out_apart_and_told_nowhere(typed: str) -> None:
    assert password_in(typed) == TYPED
    try:
        address = parse_address(typed)
        told = f"{address.shown} {address!r} {address.parameters} {address.keyring_name} {address.name}"
    except AddressUnclear as error:
        told = f"{advice(error)} {error!r} {error}"
    assert "s3cret" not in told
    assert password_in("postgresql://ana@db.example.org/spring") is None


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ("", "kind"),
        ("spring.stories", "kind"),
        ("mysql://db.example.org/spring", "kind"),
        ("postgresql://db.example.org/", "database"),
        ("postgresql://db.example.org", "database"),
        ("postgresql://db.example.org/a%00b", "database"),
        ("postgresql://db.example.org/%E2%80%AEspring", "database"),
        ("postgresql://db.example.org/%ff", "database"),
        ("postgresql://db.example.org/" + "%C3%A4" * 32, "database"),
        ("postgresql://" + "a" * 64 + "@db.example.org/spring", "user"),
        ("postgresql://:word@db.example.org/spring", "user"),
        ("postgresql://a.example.org,b.example.org/spring", "host"),
        ("postgresql://[::1/spring", "host"),
        ("postgresql://[::1]x/spring", "host"),
        ("postgresql://[zz]/spring", "host"),
        ("postgresql://p\u0430ypal.example.org/spring", "host"),
        ("postgresql://-x/spring", "host"),
        ("postgresql://db.example.org:0/spring", "port"),
        ("postgresql://db.example.org:65536/spring", "port"),
        ("postgresql://db.example.org:\u0665/spring", "port"),
        ("postgresql://db.example.org/spring?service=evil", "option"),
        ("postgresql://db.example.org/spring?options=-csearch_path%3Devil", "option"),
        ("postgresql://db.example.org/spring?sslmode=allow", "option"),
        ("postgresql://db.example.org/spring?sslmode=require&sslmode=disable", "option"),
        ("postgresql://db.example.org/spring?host=other.example.org", "option"),
        ("postgresql://db.example.org/spring?sslrootcert=a%0Ab", "option"),
        ("postgresql://db.example.org/spring#x", "option"),
        ("postgresql://db.example.org/spr ing", "letters"),
        ("postgresql://db.example.org/spr\ning", "letters"),
        ("postgresql://db.example.org/" + "a" * 3_000, "too_long"),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(typed: str, cause: str) -> None:
    with pytest.raises(AddressUnclear) as refused:
        parse_address(typed)
    assert refused.value.cause == cause


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=15)


@given(database=NAMES, user=NAMES | st.just(""), port=st.integers(1, 65_535))
def test_what_is_shown_means_the_same_again(database: str, user: str, port: int) -> None:
    address = ServerAddress(host="db.example.org", database=database, user=user, port=port)
    assert parse_address(address.shown) == address


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(rest: str) -> None:
    typed = f"postgresql://{rest}"
    assert is_address(typed)
    password_in(typed)
    try:
        address = parse_address(typed)
    except AddressUnclear:
        return
    assert parse_address(address.shown) == address
