"""Rules for the proposal that are about one theme or language: as many lines as there are rules."""

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpinBox, QVBoxLayout, QWidget

from learningstories.domain.shortlist import LIMITS, NamedLimit
from learningstories.i18n import _
from learningstories.services.choosing_rules import MOST_STORIES
from learningstories.services.shortlist_overview import Overview
from learningstories.services.wording import language_words
from learningstories.ui.measures import widened
from learningstories.ui.widgets.buttons import Button, icon_button
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.layouts import clear_layout

_FIELD_WIDTH = 76
_MOST_OFFERED = 60  # in one menu


class NamedLimits(QWidget):
    """`wanted` tells the kind, the name and the new limit of a rule, None to take it away."""

    wanted = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[tuple[str, str], QSpinBox] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._held = QWidget()
        self._lines = QVBoxLayout(self._held)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.add = Button(_("For one theme or language…"), icon="plus", small=True)
        self.add.setMinimumWidth(_FIELD_WIDTH)  # beside a narrow list its words are cut
        self.add.setToolTip(_("Such a rule goes before those for each theme or language"))
        self.add.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._held)
        foot = QWidget()
        self.beside = FlowLayout(foot, gap=6)
        self.beside.addWidget(self.add)
        column.addWidget(foot)

    def show_overview(self, overview: Overview) -> None:
        """Show the rules as they are kept; a field that is being typed in stays."""
        named, locked = overview.rules.named, overview.programme.lock is not None
        if list(self._fields) != [(one.kind, one.name) for one in named]:
            clear_layout(self._lines)
            self._fields = {(one.kind, one.name): self._line(one) for one in named}
        for one in named:
            field = self._fields[one.kind, one.name]
            with QSignalBlocker(field):
                field.setValue(one.limit)
        self._offered = {"theme": overview.themes, "language": overview.languages}
        self._held.setEnabled(not locked)
        self._held.setVisible(bool(named))
        self.add.setVisible(bool(overview.themes or overview.languages) and not locked)

    def _line(self, one: NamedLimit) -> QSpinBox:
        words = limit_words(one.kind, one.name)
        label, field = Label(words, wrap=True), number_field(one.limit, 0, MOST_STORIES)
        remove = icon_button("x", _("Take away: {rule}").format(rule=words), small=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        field.setFixedWidth(widened(_FIELD_WIDTH))
        field.setKeyboardTracking(False)
        field.valueChanged.connect(partial(self.wanted.emit, one.kind, one.name))
        remove.clicked.connect(lambda: self.wanted.emit(one.kind, one.name, None))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label, 1)
        row.addWidget(field)
        row.addWidget(remove)
        self._lines.addLayout(row)
        return field

    def _ask(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def menu(self) -> QMenu:
        """What rules may be added: those that are not there yet."""
        menu = QMenu(self)
        for kind in LIMITS:
            names = [name for name in self._offered[_about(kind)] if (kind, name) not in self._fields]
            inside = menu.addMenu(_MENUS[kind]())
            inside.setEnabled(bool(names))
            for name in names[:_MOST_OFFERED]:
                shown = language_words(name) if _about(kind) == "language" else name
                action = inside.addAction(shown.replace("&", "&&"))
                action.triggered.connect(partial(self._add, kind, name))
        return menu

    def _add(self, kind: str, name: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
        self.wanted.emit(kind, name, 1)


def limit_words(kind: str, name: str) -> str:
    """What a rule is about, in front of its number."""
    words = {
        "theme_least": _("At least on “{name}”"),
        "theme_most": _("At most on “{name}”"),
        "language_least": _("At least in {name}"),
        "language_most": _("At most in {name}"),
    }[kind]
    return words.format(name=language_words(name) if _about(kind) == "language" else name)


def _about(kind: str) -> str:
    return kind.partition("_")[0]


_MENUS = {
    "theme_least": lambda: _("At least on a theme"),
    "theme_most": lambda: _("At most on a theme"),
    "language_least": lambda: _("At least in a language"),
    "language_most": lambda: _("At most in a language"),
}
