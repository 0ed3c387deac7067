"""The sheets of a window, each loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from learningstories.ui.desk import Desk

if TYPE_CHECKING:
    from learningstories.ui.merge_sheet import MergeSheet
    from learningstories.ui.presenter import Presenter

TAKING_IN = "taking in returns"  # by this name the sheet is found without being loaded


class WindowSheets:
    """Opens them over `over`."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk = desk
        self._over = over
        self._presenter: Presenter | None = None

    def change(self) -> None:
        """What the challenge is."""
        from learningstories.ui.challenge_sheet import ChallengeSheet  # noqa: PLC0415

        ChallengeSheet.change(self._desk, self._over)

    def call(self) -> None:
        """The call for stories."""
        from learningstories.ui.call_sheet import CallSheet  # noqa: PLC0415

        CallSheet(self._desk, self._over).open()

    def present(self) -> None:
        """The evening on the whole screen; where it is there already, it is shown as it is now."""
        from learningstories.ui.presenter import Presenter  # noqa: PLC0415

        if self._presenter is None:
            self._presenter = Presenter(self._desk, self._over)
            self._presenter.ended.connect(self._presented)
        self._presenter.start()

    def is_presenting(self) -> bool:
        """Whether the evening is on the screen."""
        return self._presenter is not None

    def leave(self) -> None:
        """The window closes: what was opened beside it closes, too."""
        if self._presenter is not None:
            self._presenter.leave()

    def _presented(self) -> None:
        self._presenter = None

    def assign(self) -> None:
        """Who reads what."""
        from learningstories.ui.assign_sheet import AssignSheet  # noqa: PLC0415

        AssignSheet(self._desk, self._over).open()

    def make_packs(self, emails: Sequence[str] = ()) -> None:
        """Packs for these reviewers, or for whoever is chosen there."""
        from learningstories.ui.pack_sheet import PackSheet  # noqa: PLC0415

        PackSheet(self._desk, self._over, emails).open()

    def take_in(self, paths: Sequence[Path] = ()) -> MergeSheet:
        """Returns; these files are offered to the sheet that is open, if one is."""
        from learningstories.ui.merge_sheet import MergeSheet  # noqa: PLC0415

        shown = self._taking_in()
        if shown is None:
            shown = MergeSheet(self._desk, self._over)
            shown.open()
        shown.offer(paths)
        return shown

    def paper(self) -> None:
        """Ratings that were ticked on paper."""
        from learningstories.ui.ballot_sheet import open_ballots  # noqa: PLC0415

        open_ballots(self._desk, self._over)

    def mailed(self) -> None:
        """Ratings in the words of a mail."""
        from learningstories.ui.mailed_sheet import open_mailed  # noqa: PLC0415

        open_mailed(self._desk, self._over)

    def is_taking_in(self) -> bool:
        """Whether returns are being looked at."""
        return self._taking_in() is not None

    def _taking_in(self) -> MergeSheet | None:
        found = (sheet for sheet in self._over.findChildren(QWidget, TAKING_IN) if sheet.isVisible())
        return cast("MergeSheet | None", next(found, None))

    def returns(self, shown: str = "all") -> None:
        """What became of the returns that came; only those `shown`: "all", "look" or "held"."""
        from learningstories.ui.returns_sheet import ReturnsSheet  # noqa: PLC0415

        ReturnsSheet(self._desk, self._over, shown).open()

    def conflicts(self) -> None:
        """Answers that contradict each other."""
        from learningstories.ui.conflict_sheet import ConflictSheet  # noqa: PLC0415

        ConflictSheet(self._desk, self._over).open()

    def remind(self, emails: Sequence[str] = ()) -> None:
        """Reminders to these reviewers, or to all who have not answered."""
        from learningstories.ui.remind_sheet import RemindSheet  # noqa: PLC0415

        RemindSheet(self._desk, self._over, emails).open()

    def history(self) -> None:
        """All steps."""
        from learningstories.ui.history_sheet import HistorySheet  # noqa: PLC0415

        HistorySheet(self._desk, self._over).open()

    def person(self) -> None:
        """What is held about one person."""
        from learningstories.ui.person_sheet import PersonSheet  # noqa: PLC0415

        PersonSheet(self._desk, self._over).open()

    def lock(self) -> None:
        """A copy behind a passphrase."""
        from learningstories.ui.lock_sheet import LockSheet  # noqa: PLC0415

        LockSheet(self._desk, self._over).open()

    def about(self) -> None:
        """What the app is."""
        from learningstories.ui.about_sheet import AboutSheet  # noqa: PLC0415

        AboutSheet(self._over).open()
