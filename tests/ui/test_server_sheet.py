"""Challenges on servers in windows: opened by their address, made there, listed, and followed."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from threading import Thread

import pytest
from PySide6.QtCore import Qt

from learningstories.services import challenges, stories
from learningstories.services.server_address import ServerAddress
from learningstories.services.starting import wish_of
from learningstories.services.team import Role as TeamRole
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace
from learningstories.storage.roles.team import ServerTeam
from learningstories.storage.server.opening import open_server
from learningstories.storage.servers import ServerChallenges
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.running import begin
from learningstories.ui.server_sheet import ServerSheet
from tests.on_server import KEEPER


class Keyring:
    """The system's, as far as a window can tell."""

    def __init__(self) -> None:
        self.words: dict[tuple[str, str], str] = {}

    def kept(self) -> bool:
        return True

    def get(self, address: ServerAddress) -> str | None:
        return self.words.get((address.keyring_name, address.user))

    def put(self, address: ServerAddress, password: str) -> bool:
        self.words[address.keyring_name, address.user] = password
        return True

    def forget(self, address: ServerAddress) -> None:
        del self.words[address.keyring_name, address.user]


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def tools(tools, clock, keyring) -> Toolbox:
    servers = ServerChallenges(clock, keyring)
    return replace(tools, servers=lambda: servers)


@pytest.fixture
def elsewhere(there, clock, opened) -> Workspace:
    """How somebody else writes there."""
    opened.append(other := open_server(there, KEEPER, clock))
    return other.workspace


@pytest.fixture
def there(served, clock, make_challenge, add_story, opened) -> ServerAddress:
    """A challenge of one story on the server, which somebody else has open, too."""
    opened.append(one := served.open_fresh(clock, KEEPER))
    challenges.found(one.workspace, make_challenge(title="Learning 2013"))
    add_story(one.workspace, title="The lift")
    return one.address


def asked(windows) -> ServerSheet:
    (sheet,) = (each for each in windows.front().findChildren(ServerSheet) if each.isVisible())
    return sheet


def is_shown(window, rows) -> bool:
    page = window.shell.pages.currentWidget()
    return page is not None and page.model.rowCount() == rows


def test_a_shared_challenge_is_opened_by_its_address_and_found_again_without_its_password(
    qtbot, windows, there, keyring, elsewhere, add_story
):
    windows.preferring.settings.setValue("window/page", "stories")
    windows.start_if_empty()
    qtbot.mouseClick(windows.start.shared, Qt.MouseButton.LeftButton)
    sheet = asked(windows)
    qtbot.waitUntil(sheet.remember.isChecked)
    assert not sheet.confirm.isEnabled()
    sheet.address.setText(there.shown)
    sheet.password.setText("guessed")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not the right one" in sheet.problem())
    sheet.password.setText(KEEPER)
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: there in windows.windows)
    window = windows.windows[there]
    assert window.shell.windowTitle().startswith("Learning 2013")
    qtbot.waitUntil(lambda: is_shown(window, 1))
    qtbot.waitUntil(lambda: "127.0.0.1, as keeper" in window.shell.sidebar.saved.label.text())
    assert "copy-file" in window.shell.registry
    assert "backups" not in window.shell.registry
    assert list(keyring.words.values()) == [KEEPER]

    add_story(elsewhere, title="From elsewhere")
    qtbot.waitUntil(lambda: is_shown(window, 2))

    window.shell.close()
    windows.start_if_empty()
    (card,) = windows.start.recent_cards()
    assert card.file.path == there
    assert there.shown in card.toolTip()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: there in windows.windows)


def test_what_is_wrong_with_an_address_is_said_at_it(qtbot, windows, there):
    windows.start_if_empty()
    windows.shared.choose()
    sheet = asked(windows)
    for typed, told in (
        ("db.example.org", "no address of a challenge"),
        (replace(there, database="nothing").shown, "no challenge “nothing”"),
        (replace(there, port=1).shown, "cannot be reached"),
    ):
        sheet.address.setText(typed)
        sheet.password.setText(KEEPER)
        sheet.enter()
        qtbot.waitUntil(lambda told=told: told in sheet.problem())
    sheet.reject()
    assert not windows.windows


def test_a_new_challenge_is_made_on_a_server_and_a_reader_is_told_why_nothing_can_be_changed(
    qtbot, windows, served, own_server, keyring
):
    there = served.address(own_server.database(KEEPER))
    windows.start_if_empty()
    windows.make()
    (form,) = windows.start.findChildren(ChallengeSheet)
    form.form.title.setText("Made there")
    qtbot.waitUntil(form.server.isEnabled)
    qtbot.mouseClick(form.server, Qt.MouseButton.LeftButton)
    sheet = asked(windows)
    sheet.address.setText(there.shown)
    sheet.password.setText(KEEPER)
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: there in windows.windows)
    assert windows.windows[there].shell.windowTitle().startswith("Made there")

    invited = ServerTeam().invite(there, KEEPER, "rita", TeamRole.READER)
    assert invited.password is not None
    place = there.as_user("rita")
    keyring.put(place, invited.password)
    begin(windows, wish_of([place.shown]))  # as from a terminal
    qtbot.waitUntil(lambda: place in windows.windows)
    window = windows.windows[place]
    assert ["as a reader" in told for told in told_above(window)] == [True]
    with qtbot.waitSignal(window.shell.registry.barred) as why:
        window.shell.registry["add"].trigger()
    assert "change nothing" in why.args[0]
    workspace = window.desk.workspace
    window.desk.write("Storing", lambda _c: challenges.alter(workspace, title="Mine"))
    qtbot.waitUntil(lambda: "readers only look at it" in told_above(window)[-1])


class Relay:
    """A way to the server that can be cut and mended."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._ways: list[socket.socket] = []
        self._listener = self._listening(0)
        self.port = self._listener.getsockname()[1]

    def _listening(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
        Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                here, _from = listener.accept()
                there = socket.create_connection(("127.0.0.1", self._to))
                self._ways += [here, there]
                for way in ((here, there), (there, here)):
                    Thread(target=self._carry, args=way, daemon=True).start()

    @staticmethod
    def _carry(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65_536):
                other.sendall(said)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for way in self._ways:
            with suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)
            way.close()
        self._ways.clear()

    def mend(self) -> None:
        self._listener = self._listening(self.port)


@pytest.fixture
def relay(there) -> Iterator[Relay]:
    made = Relay(there.port)
    yield made
    made.cut()


def told_above(window) -> list[str]:
    layout = window.shell._notices
    return [layout.itemAt(i).widget().sentence.text() for i in range(layout.count())]


def test_what_is_done_without_a_connection_is_kept_and_stored_when_it_is_back(
    qtbot, windows, there, keyring, relay
):
    windows.preferring.settings.setValue("window/page", "stories")
    place = replace(there, port=relay.port)
    keyring.put(place, KEEPER)
    windows.open_soon(place)
    qtbot.waitUntil(lambda: place in windows.windows)
    window = windows.windows[place]
    qtbot.waitUntil(lambda: is_shown(window, 1))
    workspace = window.desk.workspace
    relay.cut()
    window.desk.write("Storing", lambda _c: stories.edit(workspace, 1, title="The stairs"), tell="Stored")
    qtbot.waitUntil(lambda: any("What you type is kept" in told for told in told_above(window)))
    window.shell.close()
    assert window.shell.isVisible()
    assert "“Storing on the server” is not finished" in told_above(window)[-1]
    window.shell._notices.itemAt(1).widget().done.emit()
    relay.mend()
    page = window.shell.pages.currentWidget()
    qtbot.waitUntil(lambda: page.model.data(page.model.index(0, 1)) == "The stairs")
    qtbot.waitUntil(lambda: told_above(window) == [])
