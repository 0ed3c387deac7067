"""The chips above the list of stories: the states that are asked for most, with their counts."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from learningstories.domain.story import NEEDS_ATTENTION, StoryState
from learningstories.i18n import _, numeral
from learningstories.ui.widgets.chips import FilterBar

ALL = "all"
FILTERS: Mapping[str, frozenset[StoryState]] = {
    ALL: frozenset(),
    "attention": NEEDS_ATTENTION,
    "late": frozenset({StoryState.LATE}),
    "reading": frozenset({StoryState.READING}),
    "ready": frozenset({StoryState.READY}),
    "refused": frozenset({StoryState.REFUSED}),
    "not_eligible": frozenset({StoryState.NOT_ELIGIBLE}),
    "withdrawn": frozenset({StoryState.WITHDRAWN}),
}
_RARE = frozenset({"refused", "not_eligible"})  # shown only where there are some


class StateChips(FilterBar):
    """Exactly one is on; `chosen` carries its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        words = {
            ALL: _("All"),
            "attention": _("Needs attention"),
            "late": _("Late"),
            "reading": _("Reading"),
            "ready": _("Ready"),
            "refused": _("Refused"),
            "not_eligible": _("Not eligible"),
            "withdrawn": _("Withdrawn"),
        }
        super().__init__([(key, words[key]) for key in FILTERS], parent)
        self.counts: Mapping[StoryState, int] = {}

    def states(self) -> frozenset[StoryState]:
        """The states that are asked for; none for all."""
        return FILTERS[str(self.key())]

    def show_counts(self, counts: Mapping[StoryState, int]) -> None:
        """Show how many stories each chip stands for."""
        self.counts = counts
        for key, states in FILTERS.items():
            count = sum(counts.get(state, 0) for state in states or frozenset(StoryState))
            self.chip(key).set_count(numeral(count))
            self.chip(key).setVisible(count > 0 or key not in _RARE or self.key() == key)
