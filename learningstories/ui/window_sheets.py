"""The sheets of a window, each loaded when it is first opened."""

from PySide6.QtWidgets import QWidget

from learningstories.ui.desk import Desk


class WindowSheets:
    """Opens them over `over`."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk = desk
        self._over = over

    def change(self) -> None:
        """What the challenge is."""
        from learningstories.ui.challenge_sheet import ChallengeSheet  # noqa: PLC0415

        ChallengeSheet.change(self._desk, self._over)

    def call(self) -> None:
        """The call for stories."""
        from learningstories.ui.call_sheet import CallSheet  # noqa: PLC0415

        CallSheet(self._desk, self._over).open()

    def history(self) -> None:
        """All steps."""
        from learningstories.ui.history_sheet import HistorySheet  # noqa: PLC0415

        HistorySheet(self._desk, self._over).open()

    def about(self) -> None:
        """What the app is."""
        from learningstories.ui.about_sheet import AboutSheet  # noqa: PLC0415

        AboutSheet(self._over).open()
