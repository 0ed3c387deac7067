"""Holds the pages; each is made when it is first shown, or when there is nothing else to do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

PageFactory = Callable[[], QWidget]


class PageStack(QStackedWidget):
    """Pages by name."""

    shown = Signal(str)

    def __init__(self, factories: Mapping[str, PageFactory], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factories = dict(factories)
        self._made: dict[str, QWidget] = {}
        self._name = ""

    def offer(self, factories: Mapping[str, PageFactory]) -> None:
        """Add pages; a name that is there gets the new one."""
        self._factories.update(factories)

    def name(self) -> str:
        """The page that is shown; "" before the first."""
        return self._name

    def names(self) -> list[str]:
        """All pages there are."""
        return list(self._factories)

    def made(self) -> list[str]:
        """The pages that have been made so far."""
        return list(self._made)

    def page(self, name: str) -> QWidget:
        """The page of a name, made if need be; raises KeyError."""
        if name not in self._made:
            page = self._factories[name]()
            self._made[name] = page
            self.addWidget(page)
        return self._made[name]

    def make_next(self) -> bool:
        """Make one of the pages that nobody has gone to yet; whether there was one."""
        name = next((name for name in self._factories if name not in self._made), None)
        if name is None:
            return False
        for widget in self.page(name).findChildren(QWidget):
            widget.ensurePolished()  # else it takes its style when somebody waits for it
        return True

    def show_page(self, name: str) -> QWidget:
        """Show a page and return it; raises KeyError."""
        page = self.page(name)
        self.setCurrentWidget(page)
        if name != self._name:
            self._name = name
            self.shown.emit(name)
        return page
