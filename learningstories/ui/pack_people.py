"""For whom packs are made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.domain.story import StoryId
from learningstories.i18n import _, numeral, plural
from learningstories.services.pack_plan import PackPlan, PlannedPack
from learningstories.services.wording import short_day
from learningstories.ui.people_picker import PeoplePicker, PickRow
from learningstories.ui.tokens import Role


class PackPeople(QWidget):
    """Whoever has nothing to read cannot be ticked; `changed` comes when others are."""

    changed = Signal()

    def __init__(self, emails: Sequence[str]) -> None:
        super().__init__()
        self._wanted: frozenset[str] | None = frozenset(emails) or None
        self._packs: dict[str, PlannedPack] = {}
        self.picker = PeoplePicker(
            _("For whom"), [(_("Who has no pack"), lambda row: self._packs[row.email].made_at is None)]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picker)
        self.picker.model.altered.connect(self.changed)

    def show_plan(self, plan: PackPlan) -> None:
        """Show what packs would hold; who is ticked stays so."""
        ticked = self.ticked() if self._packs else self._at_first(plan)
        self._packs = {pack.reviewer.email: pack for pack in plan.packs}
        rows = [_row(pack, plan.challenge.zone) for pack in plan.packs]
        self.picker.model.show_rows(rows, ticked)

    def _at_first(self, plan: PackPlan) -> Sequence[str]:
        if self._wanted is not None:
            return list(self._wanted)
        able = [pack for pack in plan.packs if pack.stories]
        without = [pack for pack in able if pack.made_at is None]
        return [pack.reviewer.email for pack in without or able]

    def ticked(self) -> list[str]:
        """The addresses of those who get a pack."""
        return self.picker.model.ticked()

    def stories(self) -> frozenset[StoryId]:
        """All stories that would go into the packs of those who are ticked."""
        return frozenset(key for email in self.ticked() for key in self._packs[email].stories)


def _row(pack: PlannedPack, zone: str) -> PickRow:
    count = len(pack.stories)
    told = plural("{n} story, about {minutes} min", "{n} stories, about {minutes} min", count)
    chip = (_("No pack yet"), Role.TEXT)
    if pack.made_at is not None:
        chip = (_("Made {day}").format(day=short_day(pack.made_at, zone)), Role.ACCENT)
    if not count:
        chip = (_("Nothing to read"), Role.TEXT)
    return PickRow(
        email=pack.reviewer.email,
        name=pack.reviewer.name,
        told=told.format(n=numeral(count), minutes=numeral(pack.minutes)) if count else "",
        chip=chip,
        may=count > 0,
    )
