"""What waits in tests of windows, patiently: a machine that is busy is no fault."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS = 50_000


class PatientBot(QtBot):
    """Gives up late unless it is told when."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - its name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **ways: Any) -> Any:  # noqa: N802 - its name
        return super().waitSignal(signal, timeout=timeout, **ways)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **ways: Any) -> Any:  # noqa: N802 - its name
        return super().waitSignals(signals, timeout=timeout, **ways)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - its name
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - its name
        return super().waitExposed(widget, timeout=timeout)
