"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port of this computer."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Self

from learningstories.services.server_address import ServerAddress

BOSS, SECRET = "boss", "of-the-tests"
_QUICK = "/dev/shm"  # noqa: S108 - in memory, where there is such a place: a database is hundreds of files
_numbers = count(1)


@dataclass(frozen=True)
class OwnServer:
    """`boss` is its superuser, whom no test of the app should need but to prepare."""

    port: int
    root: Path  # its own certificate, which nobody else vouches for

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """The server, for as long as it is wanted."""
        folder = Path(
            tempfile.mkdtemp(prefix="learningstories-server-", dir=_QUICK if Path(_QUICK).is_dir() else None)
        )
        data, port = folder / "data", _free_port()
        word = folder / "word"
        word.write_text(SECRET)
        if os.name != "nt" and os.geteuid() == 0:  # the server refuses to be run by root
            for each in (folder, word):
                shutil.chown(each, "nobody")
        try:
            _do("initdb", "-D", data, "-U", BOSS, "-A", "scram-sha-256", f"--pwfile={word}", "-E", "UTF8",
                "--locale=C", "--no-sync")  # fmt: skip
            settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
            root = _certify(data)
            _do("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"{settings} -c ssl=on", "start")
            try:
                yield cls(port, root)
            finally:
                _do("pg_ctl", "-D", data, "-m", "immediate", "stop")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def address(self, database: str, user: str = BOSS) -> ServerAddress:
        return ServerAddress(
            host="127.0.0.1", port=self.port, database=database, user=user, sslmode="disable"
        )

    def run(self, statement: str, *names: str, database: str = "postgres") -> list[Any]:
        """Do what only whoever runs the server may; each {} is a quoted name."""
        import psycopg  # noqa: PLC0415 - most tests want no server
        from psycopg import sql  # noqa: PLC0415

        composed = sql.SQL(statement).format(*map(sql.Identifier, names))  # type: ignore[arg-type]
        given: Any = self.address(database).parameters
        with psycopg.connect(**given, password=SECRET, autocommit=True) as boss:
            done = boss.execute(composed)
            return done.fetchall() if done.description else []

    def person(self, name: str, *, may_make_roles: bool = False) -> None:
        """Somebody with a name on the server, whose password is the name."""
        self.run(f"CREATE ROLE {{}} LOGIN {'CREATEROLE' if may_make_roles else ''} PASSWORD '{name}'", name)

    def database(self, owner: str, name: str = "") -> str:
        """A fresh and empty one, as whoever runs a server makes it for somebody."""
        name = name or f"spring{next(_numbers)}"
        self.run("CREATE DATABASE {} OWNER {}", name, owner)
        return name


def _certify(data: Path) -> Path:
    """Give the server a key and a certificate for the name localhost, where it looks for them."""
    from cryptography import x509  # noqa: PLC0415 - most tests want no server
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2200, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    written = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain
    )
    for file, text in (
        ("server.key", written),
        ("server.crt", made.public_bytes(serialization.Encoding.PEM)),
    ):
        (data / file).write_bytes(text)
        shutil.chown(data / file, (data / "PG_VERSION").owner())
        (data / file).chmod(0o600)
    return data / "server.crt"


def _do(program: str, *words: object) -> None:
    before: Sequence[str] = ()
    if os.name != "nt" and os.geteuid() == 0:
        before = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        [*before, _program(program), *map(str, words)],
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        check=False,
    )
    assert done.returncode == 0, f"{program} failed"


def _program(name: str) -> str:
    """Debian keeps a server's programs off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")) or [Path(shutil.which(name) or name)]
    return str(found[-1])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
