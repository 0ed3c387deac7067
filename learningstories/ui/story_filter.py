"""What the list of stories is narrowed by: state, verdict, theme and language, several at once."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.deadline import Verdict
from learningstories.domain.story import NEEDS_ATTENTION, StoryState
from learningstories.i18n import _, numeral
from learningstories.services.story_query import Kinds, StoryQuery
from learningstories.services.wording import language_words, state_words, verdict_name
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.chips import FilterChip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import for_use

_WIDTH, _MOST_HEIGHT = 420, 560
_ATTENTION = ("states", "attention")
_MOST_KINDS = 40  # of themes or languages: more would be no choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which stories are wanted; what is left empty leaves out none."""

    states: frozenset[StoryState] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def count(self) -> int:
        """By how many things the list is narrowed."""
        return len(self.states) + len(self.verdicts) + len(self.themes) + len(self.languages)

    def asked(self, query: StoryQuery) -> StoryQuery:
        """The question with this in it; states that are wanted here are wanted instead of its own."""
        return replace(
            query,
            states=self.states or query.states,
            verdicts=self.verdicts,
            themes=self.themes,
            languages=self.languages,
        )


class StoryFilter(QWidget):
    """Opens under its button; `changed` carries what is `Narrowed` to. Escape closes it."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(_("Filter the stories"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # its corners are round
        self.narrowed = Narrowed()
        self.chips: dict[tuple[str, Hashable], FilterChip] = {}
        self._groups = QVBoxLayout()
        self._groups.setContentsMargins(18, 14, 18, 4)
        self._groups.setSpacing(6)
        self.clear = Button(_("Show all"), ButtonKind.PLAIN, "rotate-ccw", small=True)
        self.clear.clicked.connect(lambda: self.narrow(Narrowed()))
        self._arrange()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        inside.setLayout(self._groups)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for_use(area)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 4, 18, 14)
        foot.addStretch(1)
        foot.addWidget(self.clear)
        card = QFrame()
        card.setProperty("role", "card")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def open_under(self, button: QWidget) -> None:
        """Show it with its end under the end of a button."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        below = button.rect().bottomLeft() if mirrored else button.rect().bottomRight()
        corner = button.mapToGlobal(below + QPoint(0, 5))
        hint = self._groups.totalHeightForWidth(_WIDTH)
        height = min(_MOST_HEIGHT, hint + self.clear.sizeHint().height() + 40)
        left = corner.x() if mirrored else corner.x() - _WIDTH
        self.setGeometry(max(0, left), corner.y(), _WIDTH, height)
        self.show()
        first = next(iter(self.chips.values()), None)
        (first or self.clear).setFocus(Qt.FocusReason.PopupFocusReason)

    def offer(self, kinds: Kinds, counts: Mapping[StoryState, int]) -> None:
        """Offer what there is, with how many stories each; what is chosen already stays on offer."""
        clear_layout(self._groups)
        self.chips = {}
        attention = sum(counts.get(state, 0) for state in NEEDS_ATTENTION)
        states = {state: (state_words(state), counts.get(state, 0)) for state in StoryState}
        verdicts = {v: (verdict_name(v), kinds.verdicts.get(v, 0)) for v in Verdict}
        themes = {name: (name, n) for name, n in kinds.themes.items()}
        languages = {code: (language_words(code), n) for code, n in kinds.languages.items()}
        self._group("states", _("State"), {"attention": (_("Needs attention"), attention), **states})
        self._group("verdicts", _("In time"), verdicts)
        self._group("themes", _("Theme"), themes)
        self._group("languages", _("Language"), languages)
        self._groups.addStretch(1)
        self._show()

    def narrow(self, to: Narrowed) -> None:
        """Narrow the list to this and no other."""
        if to != self.narrowed:
            self.narrowed = to
            self._show()
            self.changed.emit(to)

    def _group(self, field: str, heading: str, offered: Mapping[Any, tuple[str, int]]) -> None:
        wanted = getattr(self.narrowed, field)
        there = {key: told for key, told in offered.items() if told[1] or key in wanted}
        if not there:
            return
        most = sorted(there, key=lambda key: -there[key][1])[:_MOST_KINDS]
        self._groups.addWidget(Label(heading, Text.STRONG))
        row = QWidget()
        row.setAccessibleName(heading)
        flow = FlowLayout(row, gap=6)
        for key, (words, count) in there.items():
            if key in most or key in wanted:
                flow.addWidget(self._chip(field, key, words, count))
        self._groups.addWidget(row)
        self._groups.addSpacing(6)

    def _chip(self, field: str, key: Hashable, words: str, count: int) -> FilterChip:
        chip = FilterChip(words)
        chip.set_count(numeral(count))
        chip.clicked.connect(lambda on: self._toggle(field, key, on=on))
        self.chips[field, key] = chip
        return chip

    def _toggle(self, field: str, key: Any, *, on: bool) -> None:
        keys = NEEDS_ATTENTION if (field, key) == _ATTENTION else frozenset({key})
        wanted = getattr(self.narrowed, field)
        changed: dict[str, Any] = {field: wanted | keys if on else wanted - keys}
        self.narrow(replace(self.narrowed, **changed))

    def _show(self) -> None:
        """Put on the chips of what is wanted."""
        for (field, key), chip in self.chips.items():
            wanted = getattr(self.narrowed, field)
            chip.setChecked(wanted >= NEEDS_ATTENTION if (field, key) == _ATTENTION else key in wanted)
        self.clear.setEnabled(bool(self.narrowed.count()))
