"""One running app for each person: a second start hands over what it was asked for, and ends.

What is said between them is one line of JSON each way. Whatever else comes is not answered: anything that
runs as the same person could speak here, and no more can be asked than to show a file or a dialog.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from learningstories.services.starting import DEEDS, Wish, means_a_server

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

MOST_BYTES = 65_536
MOST_FILES = 100
MOST_AT_ONCE = 8
PATIENCE_MS = 1_500  # an app that answers later than that is busy; a window of its own is opened then
_LONGEST_PLACE = 100  # bytes that systems take for the name of such a place
_TAKEN = b"ok\n"
# How a desktop lets the app that a person has just clicked come to the front.
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - its name


class OneInstance(QObject):
    """Either hands a wish over to the app that runs already, or listens for those of later starts."""

    wanted = Signal(object)  # Wish

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = (folder or _own_folder()) / "running"
        self._server: QLocalServer | None = None

    def hand_over(self, wish: Wish) -> bool:
        """Whether an app that runs already took the wish."""
        if not self._may_be_there():
            return False
        try:
            from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - not for the first paint
        except ImportError:  # it is linked with more of the system than all else
            return False
        socket = QLocalSocket()
        socket.connectToServer(self._name())
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(_line(wish))
        heard = b""
        while len(heard) < len(_TAKEN) and socket.waitForReadyRead(PATIENCE_MS):
            heard += socket.readAll().data()
        socket.abort()
        return heard == _TAKEN

    def listen(self) -> bool:
        """Hear what later starts want; False where another app does, or nobody can."""
        if len(os.fsencode(self._name())) > _LONGEST_PLACE:
            return False
        try:
            from PySide6.QtNetwork import QLocalServer, QLocalSocket  # noqa: PLC0415 - not for the first paint

            self._place.parent.mkdir(parents=True, exist_ok=True)
        except (ImportError, OSError):
            return False
        if self._may_be_there():
            there = QLocalSocket()
            there.connectToServer(self._name())
            if there.waitForConnected(PATIENCE_MS):
                there.abort()
                return False
            QLocalServer.removeServer(self._name())  # what a crash left behind
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(MOST_AT_ONCE)
        if not server.listen(self._name()):
            return False
        server.newConnection.connect(self._receive)
        self._server = server
        return True

    def close(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _may_be_there(self) -> bool:
        return os.name == "nt" or self._place.exists()

    def _name(self) -> str:
        if sys.platform == "win32":
            from hashlib import sha256  # noqa: PLC0415 - elsewhere the place itself is the name

            return f"learning-stories-{sha256(str(self._place).encode()).hexdigest()[:32]}"
        return str(self._place)

    def _receive(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if len(self._server.findChildren(_Caller)) >= MOST_AT_ONCE:
                socket.abort()
                socket.deleteLater()
                continue
            caller = _Caller(socket, self._server)
            caller.said.connect(self.wanted)


class _Caller(QObject):
    """One start that says what it wants; it is heard for a moment only, and for so many bytes."""

    said = Signal(object)

    def __init__(self, socket: "QLocalSocket", parent: QObject) -> None:
        super().__init__(parent)
        self._socket, self._heard = socket, b""
        socket.setParent(self)
        socket.readyRead.connect(self._listen)
        socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(PATIENCE_MS, self, self._leave)
        self._listen()

    def _listen(self) -> None:
        self._heard += self._socket.read(MOST_BYTES + 1 - len(self._heard)).data()
        if len(self._heard) > MOST_BYTES:
            self._leave()
        elif self._heard.endswith(b"\n"):
            wish = _wish(self._heard)
            if wish is not None:
                self._socket.write(_TAKEN)
                self._socket.flush()
                self.said.emit(wish)
            self._leave()

    def _leave(self) -> None:
        self._socket.disconnectFromServer()
        self.deleteLater()


def _line(wish: Wish) -> bytes:
    told = {
        "files": list(map(str, wish.files)),
        "deed": wish.deed,
        "address": wish.address,
        "token": os.environ.get(_TOKEN, ""),
    }
    from json import dumps  # noqa: PLC0415 - not for the first paint

    return dumps(told).encode() + b"\n"


def _wish(line: bytes) -> Wish | None:
    """What a line asks for; None where it is none of ours."""
    from json import loads  # noqa: PLC0415 - not for the first paint

    try:
        told = loads(line)
        files, deed, token = told["files"], told["deed"], told["token"]
        address = told.get("address", "")
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(files, list) or len(files) > MOST_FILES or not isinstance(token, str):
        return None
    if not all(isinstance(file, str) and "\0" not in file and Path(file).is_absolute() for file in files):
        return None
    if (deed != "" and deed not in DEEDS) or not _may_be_address(address):
        return None
    if token.isascii() and token.isprintable():
        os.environ[_TOKEN] = token
    return Wish(files=tuple(map(Path, files)), deed=deed, address=address)


def _may_be_address(told: object) -> bool:
    return isinstance(told, str) and (not told or means_a_server(told))


def _own_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))
