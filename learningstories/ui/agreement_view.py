"""How far the readers agree: in words, and as pictures of how they read and who rated what."""

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from learningstories.services.agreement_sentences import agreement_sentences
from learningstories.services.progress import Control
from learningstories.services.result_words import agreement_words
from learningstories.ui.desk import Desk
from learningstories.ui.picture_card import PictureCard
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.picture import Picture
from learningstories.ui.widgets.read_area import for_use

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_HIGHEST = 460  # of a picture; what does not fit is scrolled to


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What is shown, the pictures in their order."""

    words: str
    sentences: str
    pictures: dict[str, Picture]


class AgreementView(ResultsView):
    """Sentences first, then pictures; what takes longest comes last."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self.agreement = Label("", Text.SUBTITLE, wrap=True)
        self.told = Label("", Text.BODY, Role.MUTED, wrap=True)
        self.cards: dict[str, PictureCard] = {}
        self._worked_out: Newest[_Shown] = Newest(desk.tasks, self._show)
        self._left_out: Newest[Picture] = Newest(desk.tasks, lambda made: self._show_picture("without", made))
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(GAP)
        words = Card(padding=16, spacing=6)
        words.body.addWidget(self.agreement)
        words.body.addWidget(self.told)
        self._column.addWidget(words)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        for_use(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def show_results(self, results: "Results | None") -> None:
        if results is None:
            return
        desk = self.desk

        def work(_control: Control) -> _Shown:
            return _worked_out(desk, results)

        def leave_out(control: Control) -> Picture:
            from learningstories.services.leaving_out import without_each  # noqa: PLC0415 - NumPy
            from learningstories.ui.leaving_out_picture import LeavingOutPicture  # noqa: PLC0415 - NumPy

            return LeavingOutPicture(without_each(results, control))

        self._worked_out.ask(work)
        self._left_out.ask(leave_out)

    def _show(self, shown: _Shown) -> None:
        self.agreement.setText(f"{shown.words}.")
        self.told.setText(shown.sentences)
        self.told.setVisible(bool(shown.sentences))
        for key, picture in shown.pictures.items():
            self._show_picture(key, picture)

    def _show_picture(self, key: str, picture: Picture) -> None:
        card = self.cards.get(key)
        if card is not None:
            card.show_picture(picture)
            return
        folder = self.desk.challenge.path.parent
        card = self.cards[key] = PictureCard(self.desk, picture, key, folder=folder, most=_HIGHEST)
        card.story_wanted.connect(self.ranking_wanted)
        places = ("progress", "uses", "without", "matrix")
        before = sum(other in self.cards for other in places[: places.index(key)])
        self._column.insertWidget(1 + before, card)


def _worked_out(desk: Desk, results: "Results") -> _Shown:
    """Everything but what leaving readers out would do; not for the interface's thread."""
    from learningstories.services.agreement_figures import agreement_figures  # noqa: PLC0415 - NumPy
    from learningstories.services.reading_days import reading_days  # noqa: PLC0415 - brings the overview along
    from learningstories.services.reading_matrix import reading_matrix  # noqa: PLC0415 - NumPy
    from learningstories.ui.matrix_picture import MatrixPicture  # noqa: PLC0415 - NumPy
    from learningstories.ui.progress_picture import ProgressPicture  # noqa: PLC0415 - as above
    from learningstories.ui.scale_use_picture import ScaleUsePicture  # noqa: PLC0415 - NumPy

    challenge = results.table.challenge
    with closing(desk.lists.separate()) as lists:
        concerned, times = lists.concerned(), lists.rating_times()
    figures = agreement_figures(results)
    days = reading_days(
        times,
        challenge.zone,
        wanted=results.expected,
        due=challenge.returns_until,
        now=desk.toolbox.clock(),
    )
    pictures: dict[str, Picture] = {
        "progress": ProgressPicture(days),
        "uses": ScaleUsePicture(figures),
        "matrix": MatrixPicture(reading_matrix(results, concerned)),
    }
    return _Shown(
        words=agreement_words(results),
        sentences=agreement_sentences(results, figures),
        pictures=pictures,
    )
