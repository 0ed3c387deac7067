"""The list of all that can be made: choosing one shows it, and each says how it stands."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from learningstories.i18n import _, listed
from learningstories.services.output import Output
from learningstories.services.saved_outputs import Standing
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import icon_size
from learningstories.ui.one_line import in_one_line
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import ElidedLabel, Text
from learningstories.ui.widgets.painting import mirrored, paint_box, paint_focus_ring, touched


class OutputList(Card):
    """`chosen` carries the kind; `everything_wanted` is for all of them at once."""

    chosen = Signal(str)
    everything_wanted = Signal()

    def __init__(self, outputs: Sequence[Output], parent: QWidget | None = None) -> None:
        super().__init__(padding=8, spacing=2, parent=parent)
        self.setAccessibleName(_("What can be made"))
        self.items = {output.kind: OutputItem(output) for output in outputs}
        for kind, item in self.items.items():
            item.toggled.connect(lambda on, kind=kind: self.chosen.emit(kind) if on else None)
            self.body.addWidget(item)
        self.everything = Button(_("Save everything"), icon="download", small=True)
        self.everything.clicked.connect(self.everything_wanted)
        self.body.addSpacing(6)
        self.body.addWidget(self.everything)
        self.body.addStretch(1)

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Say of each kind whether what was saved of it is out of date."""
        for kind, item in self.items.items():
            standing = standings.get(kind)
            if standing is not None and standing.stale:
                item.mark(_("Out of date"), Role.SPARK)
            else:
                item.mark(_("Saved as {name}").format(name=standing.name) if standing else "", Role.MUTED)


class OutputItem(QAbstractButton):
    """One kind; of those beside each other exactly one is chosen, and the arrow keys go through them."""

    def __init__(self, output: Output, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = output.icon
        self._form = form_words(output)
        self._mark = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(0)
        row.addSpacing(14 + icon_size())  # a margin would not change sides with the language
        column = QVBoxLayout()
        column.setSpacing(1)
        row.addLayout(column, 1)
        self.name = ElidedLabel(output.title, Text.STRONG, lines=2)
        self.line = ElidedLabel("", Text.SMALL, Role.MUTED)
        for label in (self.name, self.line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self.say("")

    def say(self, line: str) -> None:
        """Change what is said of it as it is now; "" for what it is."""
        self._said = line or self._form
        self._show()

    def mark(self, words: str, role: Role) -> None:
        """Say how what was saved of it stands; "" for nothing."""
        self._mark = words
        self.line.set_role(role)
        self._show()

    def _show(self) -> None:
        self.line.setText(in_one_line(part for part in (self._mark, self._said) if part))
        self.setAccessibleName(f"{self.name.text()}: {self.line.text()}")

    def sizeHint(self) -> QSize:
        """As large as its two lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """A long name takes two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1

    def minimumSizeHint(self) -> QSize:
        """Words that find no room are cut."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shades = QPainter(self), colors()
        if self.isChecked():
            paint_box(painter, self.rect(), BUTTON_RADIUS, touched(self, shades[Role.ACCENT_SOFT]))
        elif self.underMouse():
            paint_box(painter, self.rect(), BUTTON_RADIUS, touched(self, shades[Role.SURFACE]))
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), BUTTON_RADIUS, shades[Role.ACCENT])
        icon = icon_size()
        place = QRect(12, (self.height() - icon) // 2, icon, icon)
        place = mirrored(self.layoutDirection(), self.rect(), place)
        paint_icon(painter, self._icon, place, shades[Role.TEXT])


def form_words(output: Output) -> str:
    """What the output is on a disk."""
    if output.is_folder:
        return _("One folder")
    return listed(ending.removeprefix(".").upper() for ending in output.endings)
