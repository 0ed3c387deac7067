"""How far the readers agree: in words, and as pictures of who rated what."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.services.result_words import agreement_words
from learningstories.services.saving import save_whole
from learningstories.ui.agreement_pictures import MatrixPicture, ScaleUsePicture
from learningstories.ui.desk import Desk
from learningstories.ui.leaving_out_picture import LeavingOutPicture
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.results_view import ResultsView
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.picture import Picture

if TYPE_CHECKING:  # the page is there before NumPy is
    from collections.abc import Callable

    from learningstories.services.agreement_figures import AgreementFigures
    from learningstories.services.leaving_out import WithoutReader
    from learningstories.services.results import Results


class AgreementView(ResultsView):
    """Sentences first, then how each reader uses the scale, what leaving one out would do, and the matrix."""

    def __init__(self, desk: Desk, feed: ResultsFeed, parent: QWidget | None = None) -> None:
        super().__init__(desk, feed, parent)
        self.agreement = Label("", Text.SUBTITLE, wrap=True)
        self.told = Label("", Text.BODY, Role.MUTED, wrap=True)
        self.uses, self.matrix, self.without = ScaleUsePicture(), MatrixPicture(), LeavingOutPicture()
        self._worked_out: Newest[AgreementFigures] = Newest(desk.tasks, self._show)
        self._left_out: Newest[tuple[WithoutReader, ...]] = Newest(desk.tasks, self.without.show_found)
        self._results: Results | None = None
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        words = Card(padding=16, spacing=6)
        words.body.addWidget(self.agreement)
        words.body.addWidget(self.told)
        column.addWidget(words)
        for picture in (self.uses, self.without, self.matrix):
            column.addWidget(self._framed(picture))
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.setFocusProxy(self.uses)

    def _framed(self, picture: Picture) -> Card:
        card = Card(padding=16, spacing=8)
        head = QHBoxLayout()
        more = Button(
            "", icon="ellipsis", small=True, name=_("What to do with: {title}").format(title=picture.title)
        )
        more.clicked.connect(lambda: picture.actions_menu().popup(more.mapToGlobal(more.rect().bottomLeft())))
        head.addWidget(Label(picture.title, Text.CARD_TITLE), 1)
        head.addWidget(more)
        card.body.addLayout(head)
        card.body.addWidget(picture)
        picture.save_wanted.connect(partial(self._save, picture))
        return card

    def show_results(self, results: "Results | None") -> None:
        self._results = results
        if results is None:
            return

        def work(_control: Control) -> "AgreementFigures":
            from learningstories.services.agreement_figures import agreement_figures  # noqa: PLC0415 - NumPy

            return agreement_figures(results)

        def leave_out(control: Control) -> "tuple[WithoutReader, ...]":
            from learningstories.services.leaving_out import without_each  # noqa: PLC0415 - NumPy

            return without_each(results, control)

        self._worked_out.ask(work)
        self._left_out.ask(leave_out)

    def _show(self, figures: "AgreementFigures") -> None:
        results = self._results
        if results is None:
            return
        self.agreement.setText(agreement_words(results) + ".")
        self.told.setText(" ".join(_sentences(results, figures)))
        self.uses.show_uses(figures)
        self.matrix.show_matrix(figures.matrix)

    def _save(self, picture: Picture, ending: str, make: "Callable[[], bytes]") -> None:
        place = self.desk.challenge.path.with_name(picture.title + ending)
        name, _kind = QFileDialog.getSaveFileName(self, picture.title, str(place), f"*{ending}")
        if not name:
            return
        target = Path(name) if Path(name).suffix else Path(name).with_suffix(ending)
        data, told = make(), _("Saved as {name}").format(name=target.name)
        self.desk.read(lambda _c: save_whole(target, data), lambda _n: self.desk.said.emit(told, False))


def _sentences(results: "Results", figures: "AgreementFigures") -> list[str]:
    told = []
    if results.alpha is not None:
        alpha = _(
            "Krippendorff's alpha is {alpha:.2f} (0 is chance, 1 is perfect), and nine times in ten between"
            " {low:.2f} and {high:.2f} if other stories had been read."
        )
        told.append(
            alpha.format(alpha=results.alpha, low=results.alpha_low or 0.0, high=results.alpha_high or 0.0)
        )
    single = _(
        "Of what tells one answer from another, {single} % is the story itself; of the mean of {k} answers,"
        " {mean} %."
    )
    told.append(
        single.format(single=round(100 * figures.single), k=figures.k, mean=round(100 * figures.mean_of_k))
    )
    return told
