"""The ways from what needs the organiser straight to what does it, each with the right stories chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData

from learningstories.domain.story import StoryState
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import in_one_line
from learningstories.ui.shell import SHORTLIST, STORIES, Shell
from learningstories.ui.story_drag import STORIES_MIME

if TYPE_CHECKING:
    from learningstories.services.story_details import StoryDetails

_FILES = "files"


class StraightWays:
    """Opens over the window of `shell`."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        self._desk, self._shell = desk, shell
        entry = shell.sidebar.item(SHORTLIST)
        entry.takes = STORIES_MIME
        entry.dropped.connect(self.shortlist)

    def shortlist(self, data: QMimeData) -> None:
        """Put stories that were dropped on the shortlist."""
        from learningstories.ui.story_decisions import StoryDecisions  # noqa: PLC0415 - not for the first paint

        StoryDecisions(self._desk, self._shell).add_dropped(data)

    def ways(self) -> Mapping[str, Callable[[Sequence[Any]], object]]:
        """By the names that `Desk.go` is asked for, with what they are about."""
        return {
            "do": lambda given: self._shell.registry[given[0]].trigger(),
            "decide": lambda given: self.decide(StoryState(given[0])),
            "fix": lambda given: self.fix(StoryState(given[0]), given[1]),
            "describe": lambda given: self.describe(given[0]),
            "lock": lambda _given: self.lock(),
            "alike": lambda given: self.compare(given[0], given[1]),
        }

    def decide(self, state: StoryState) -> None:
        """Decide about all stories in a state."""
        from learningstories.ui.decide_sheet import DecideSheet  # noqa: PLC0415 - not for the first paint

        sheet = DecideSheet(self._desk, self._shell, state)
        sheet.story_wanted.connect(lambda number: self._desk.go.emit(STORIES, number))
        sheet.open()

    def fix(self, state: StoryState, number: int) -> None:
        """Open one story for editing, over the list of those in the same state."""
        from learningstories.ui.story_edit_sheet import StoryEditSheet  # noqa: PLC0415 - as above

        self._desk.go.emit(STORIES, str(state))
        StoryEditSheet.open_for(self._desk, self._shell, number)

    def lock(self) -> None:
        """Lock the shortlist and show it: what was locked is seen, and unlocked there."""
        deeds = getattr(self._shell.go(SHORTLIST), "deeds", None)
        if deeds is not None:
            deeds.lock_it()

    def describe(self, number: int) -> None:
        """Show the files of a story, which is where pictures are described."""
        self._desk.go.emit(STORIES, number)
        panel = getattr(self._shell.pages.page(STORIES), "panel", None)
        if panel is not None:
            panel.tabs.choose(_FILES)

    def compare(self, later: int, earlier: int) -> None:
        """Lay two stories side by side; the later one is chosen in the list below."""
        from learningstories.services.story_details import details  # noqa: PLC0415 - as above

        workspace = self._desk.workspace
        self._desk.go.emit(STORIES, later)

        def read(_control: Control) -> tuple[StoryDetails, StoryDetails]:
            return details(workspace, earlier), details(workspace, later)

        self._desk.read(read, self._show_both)

    def _show_both(self, found: tuple[StoryDetails, StoryDetails]) -> None:
        from learningstories.ui.alike_sheet import AlikeSheet, AlikeText  # noqa: PLC0415 - as above

        left, right = (
            AlikeText(
                title=each.story.title,
                markdown=each.markdown,
                told=in_one_line((f"#{each.story.number}", each.story.author)),
            )
            for each in found
        )
        AlikeSheet(self._desk, self._shell, left, right).open()
