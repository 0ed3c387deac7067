"""Keeps the screen on where there is a D-Bus, by the desktop's screen saver service."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtDBus import QDBusConnection, QDBusMessage

_OURS = "learningstories-presenting"
_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")


class Bus(Protocol):
    """As much of a connection as is needed."""

    def isConnected(self) -> bool: ...
    def send(self, message: QDBusMessage, /) -> bool: ...


class DesktopAwake:
    """Asks on a connection of its own: the service keeps the screen on until that connection ends."""

    def __init__(
        self,
        connect: Callable[[], Bus] = lambda: QDBusConnection.connectToBus(
            QDBusConnection.BusType.SessionBus, _OURS
        ),
        disconnect: Callable[[], None] = lambda: QDBusConnection.disconnectFromBus(_OURS),
    ) -> None:
        self._connect, self._disconnect = connect, disconnect
        self._held = False

    def hold(self, reason: str) -> None:
        """From now on; nothing is waited for."""
        if self._held:
            return
        self._held = True
        bus = self._connect()
        if bus.isConnected():
            message = QDBusMessage.createMethodCall(*_SAVER, "Inhibit")
            message.setArguments(["Learning Stories", reason])
            bus.send(message)

    def let_go(self) -> None:
        """As usual again."""
        if self._held:
            self._held = False
            self._disconnect()
