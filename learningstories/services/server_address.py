"""The address of a challenge on a server: postgresql://USER@HOST:PORT/DATABASE, as it is typed and shown.

A password may stand in what is typed, and is handed out apart: it belongs in the system's keyring, and never
into a file, a log, a message or a list of what was open.
"""

import re
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from learningstories.domain.errors import AddressUnclear
from learningstories.services.one_line import one_line

SCHEMES = ("postgresql", "postgres")
PORT = 5432
PROTECTED = ("verify-full", "verify-ca", "require")
_UNPROTECTED = ("prefer", "disable")
# Where a challenge's tables are, and what readers see in place of each: the server passes over the one that
# a person may not use. What others may have made elsewhere is never found by a table's or function's name.
SCHEMA, READERS_SCHEMA = "learningstories", "learningstories_read"
SEARCH_PATH = f"{SCHEMA},{READERS_SCHEMA},pg_temp"
_LONGEST = 2_000
_LONGEST_NAME = 63  # bytes: the server would cut a longer one, and might then mean another
_LONGEST_PORT = 5
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """Where a challenge is on a server, and who one is there.

    `host` is a name, a number or, from the root, the folder of a server on this computer. `user` is empty
    where the system's own name for the person is meant. `root` is a file of whose certificates are trusted;
    without one, those that the system trusts.
    """

    host: str
    database: str
    user: str = ""
    port: int = PORT
    sslmode: str = "verify-full"
    root: str = ""

    @property
    def is_local(self) -> bool:
        """Whether what is said there never leaves this computer."""
        return _is_local(self.host)

    @property
    def shown(self) -> str:
        """The whole address, as it may be shown, noted and typed again; it holds no password."""
        options = {}
        if self.host.startswith("/"):
            options["host"] = self.host
        if self.sslmode != _usual_mode(self.host):
            options["sslmode"] = self.sslmode
        if self.root:
            options["sslrootcert"] = self.root
        asked = f"?{urlencode(options)}" if options else ""
        return f"{SCHEMES[0]}://{self._place}/{quote(self.database, safe='')}{asked}"

    @property
    def name(self) -> str:
        """The database, where a file would show its name."""
        return self.database

    @property
    def keyring_name(self) -> str:
        """Under what the keyring keeps a password: the server alone, for people are the server's."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        """As it is shown: it may stand in a sentence where a file may."""
        return self.shown

    def as_user(self, user: str) -> "ServerAddress":
        """The same for somebody else."""
        return replace(self, user=user)

    @property
    def parameters(self) -> dict[str, str]:
        """What the driver is told, but for the password."""
        told = {
            "host": self.host,
            "port": str(self.port),
            "dbname": self.database,
            "sslmode": self.sslmode,
            "options": f"-csearch_path={SEARCH_PATH}",
        }
        if self.user:
            told["user"] = self.user
        if self.sslmode in PROTECTED:
            told["sslrootcert"] = self.root or ("system" if self.sslmode == "verify-full" else "")
        if self.sslmode == "require":
            # Nobody vouches for the server's certificate; that it knows the password's check, and is on
            # this very line, does.
            told |= {"channel_binding": "require", "require_auth": "scram-sha-256"}
        return {name: value for name, value in told.items() if value}

    @property
    def _place(self) -> str:
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        host = "" if self.host.startswith("/") else host
        return f"{user}{host}{'' if self.port == PORT else f':{self.port}'}"


def is_address(text: str) -> bool:
    """Whether the text means a server and not a file."""
    scheme, found, _rest = text.strip().partition("://")
    return bool(found) and scheme.lower() in SCHEMES


def parse_address(text: str) -> ServerAddress:
    """The address that was typed, without a password; raises `AddressUnclear`."""
    text = text.strip()
    if not is_address(text):
        raise AddressUnclear("kind")
    if len(text) > _LONGEST:
        raise AddressUnclear("too_long")
    if one_line(text, _LONGEST) != text or " " in text:
        raise AddressUnclear("letters")
    try:
        parts = urlsplit(text)
    except ValueError as error:  # brackets that hold no number of a computer
        raise AddressUnclear("host") from error
    options = _options(parts.query, parts.fragment)
    before, _at, place = parts.netloc.rpartition("@")
    host, port = _host_and_port(place)
    host = host or options.pop("host", "localhost")
    address = ServerAddress(
        host=_host(host),
        database=_name(parts.path.removeprefix("/"), "database"),
        user=_name(before.partition(":")[0], "user") if before else "",
        port=port,
        sslmode=options.pop("sslmode", _usual_mode(host)),
        root=options.pop("sslrootcert", ""),
    )
    if options:
        raise AddressUnclear("option")
    return _protected(address)


def password_in(text: str) -> str | None:
    """The password that stands in an address, if one does."""
    before, at, _place = text.strip().partition("://")[2].partition("/")[0].rpartition("@")
    _user, colon, password = before.partition(":")
    return unquote(password) if at and colon and password else None


def _options(query: str, fragment: str) -> dict[str, str]:
    try:
        given = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), max_num_fields=9)
    except ValueError as error:
        raise AddressUnclear("option") from error
    options = dict(given)
    if fragment or len(options) != len(given) or any(_is_odd(value) for value in options.values()):
        raise AddressUnclear("option")
    return options


def _host_and_port(place: str) -> tuple[str, int]:
    """Of HOST, HOST:PORT or [NUMBER]:PORT."""
    inside, bracket, after = place.removeprefix("[").partition("]")
    if place.startswith("[") and bracket:
        host, port = inside, after.removeprefix(":")
        if after and not after.startswith(":"):
            raise AddressUnclear("host")
    else:
        host, _colon, port = place.partition(":")
    if not port:
        return host, PORT
    if not (port.isascii() and port.isdecimal() and len(port) <= _LONGEST_PORT):
        raise AddressUnclear("port")
    if not 0 < int(port) <= _HIGHEST_PORT:
        raise AddressUnclear("port")
    return host, int(port)


def _host(host: str) -> str:
    if host.startswith("/"):
        return host
    if ":" in host:
        try:
            return str(ip_address(host))
        except ValueError as error:
            raise AddressUnclear("host") from error
    host = host.lower()
    if not _HOST.fullmatch(host):
        raise AddressUnclear("host")
    return host


def _name(quoted: str, what: str) -> str:
    try:
        name = unquote(quoted, errors="strict")
    except UnicodeDecodeError as error:
        raise AddressUnclear(what) from error
    if not name or _is_odd(name) or len(name.encode()) > _LONGEST_NAME:
        raise AddressUnclear(what)
    return name


def _is_odd(text: str) -> bool:
    """Whether it holds what nobody sees."""
    return one_line(text, _LONGEST) != text


def _protected(address: ServerAddress) -> ServerAddress:
    """The address, where what is said on the way there cannot be read or altered by others."""
    if address.sslmode not in (*PROTECTED, *_UNPROTECTED):
        raise AddressUnclear("option")
    if address.sslmode in _UNPROTECTED and not address.is_local:
        raise AddressUnclear("unprotected")
    return address


def _usual_mode(host: str) -> str:
    return "prefer" if _is_local(host) else "verify-full"


def _is_local(host: str) -> bool:
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
