"""How the ranking is worked out: in plain words, with this challenge's own numbers, then the formula."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _, plural
from learningstories.services.result_words import agreement_words, given_words, method_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card, FactRow
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import MEDIUM, Sheet

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import ReaderResult, Results, StoryResult

# Letters of mathematics and the titles of papers stay as they are in every language.
_FORMULA = (
    "y = m + s + r + e",
    "s ~ N(0, S²)    r ~ N(0, R²)    e ~ N(0, E²)",
    "ln(S / E) ~ N(ln 0.9, 0.5²)    ln(R / E) ~ N(ln 0.35, 0.5²)",
    "estimate = m + s    range = estimate ± 1.645 sd",
)
_SOURCES = (
    "J. Platt, C. Burges (2012): Regularized Least Squares to Remove Reviewer Bias",
    "H. Ge, M. Welling, Z. Ghahramani (2013): A Bayesian model for calibrating conference review scores",
    "N. Lawrence (2014): Reviewer calibration for NIPS",
    "K. Krippendorff (2011): Computing Krippendorff's Alpha-Reliability",
)

_MINUS = "\N{MINUS SIGN}"


class MethodSheet(Sheet):
    """Explains one ranking."""

    def __init__(self, over: QWidget, results: "Results") -> None:
        super().__init__(over, _("How is this worked out?"), given_words(results), MEDIUM)
        inside = QWidget()
        inside.setProperty("role", "clear")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 12, 0)
        self.column.setSpacing(10)
        for paragraph in (method_words(results), *_example(results), agreement_words(results) + "."):
            self.column.addWidget(Label(paragraph, wrap=True))
        self._figures(results)
        self._formula()
        self.column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.done = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.done.clicked.connect(self.accept)

    def _figures(self, results: "Results") -> None:
        self.column.addSpacing(6)
        self.column.addWidget(Label(_("The numbers of this challenge"), Text.STRONG))
        for name, value in _numbers(results):
            self.column.addWidget(FactRow(name, value))

    def _formula(self) -> None:
        self.column.addSpacing(6)
        self.column.addWidget(Label(_("The formula"), Text.STRONG))
        card = Card(padding=12, spacing=6)
        for line in _FORMULA:
            card.body.addWidget(Label(line, Text.QUOTE, wrap=True))
        self.column.addWidget(card)
        explained = _(
            "Each answer y is taken to be the average m, plus what the story adds (s), plus how far its"
            " reader leans (r), plus chance (e). The three spreads S, R and E are estimated from all answers"
            " by restricted maximum likelihood, with a light pull towards what other challenges showed."
        )
        self.column.addWidget(Label(explained, Text.SMALL, Role.MUTED, wrap=True))
        self.column.addWidget(Label(_("Where it comes from"), Text.STRONG))
        for source in _SOURCES:
            self.column.addWidget(Label(source, Text.SMALL, Role.MUTED, wrap=True))


def _example(results: "Results") -> tuple[str, ...]:
    """The story whose estimate lies furthest from its plain mean."""
    read = [story for story in results.stories if story.mean is not None]
    story = max(read, key=_pulled, default=None)
    if story is None or story.mean is None:
        return ()
    told = plural(
        "For example, “{title}” has {n} reading with {mean:.2f} as its mean; its estimate is {score:.2f}.",
        "For example, “{title}” has {n} readings with {mean:.2f} as their mean; its estimate is {score:.2f}.",
        story.n,
    )
    return (told.format(title=story.title, n=story.n, mean=story.mean, score=story.score),)


def _pulled(story: "StoryResult") -> float:
    return abs(story.score - (story.mean or 0.0))


def _numbers(results: "Results") -> list[tuple[str, str]]:
    points = _("{points:.2f} points")
    spreads = (
        (_("Average of all answers, of {most}").format(most=results.points), results.mean),
        (_("How much stories differ"), results.variance_story**0.5),
        (_("How much readers differ in strictness"), results.variance_reviewer**0.5),
        (_("What is left to chance in one answer"), results.variance_residual**0.5),
    )
    rows = [(name, points.format(points=value)) for name, value in spreads]
    rows += _leanings([reader for reader in results.readers if reader.n])
    if results.alpha is not None:
        between = (results.alpha_low or 0.0, results.alpha_high or 0.0)
        value = _("{alpha:.2f}, between {low:.2f} and {high:.2f}")
        rows.append(
            (
                _("Agreement by Krippendorff (0 chance, 1 perfect)"),
                value.format(alpha=results.alpha, low=between[0], high=between[1]),
            )
        )
    rows.append((_("Method and seed of the draws"), f"{results.version} · {results.method} · {results.seed}"))
    return rows


def _leanings(readers: "list[ReaderResult]") -> list[tuple[str, str]]:
    if not readers:
        return []
    words = _("{name}, {effect} points")
    strict, generous = min(readers, key=lambda r: r.effect), max(readers, key=lambda r: r.effect)
    return [
        (_("The strictest reader"), words.format(name=_apart(strict.name), effect=_signed(strict.effect))),
        (
            _("The most generous reader"),
            words.format(name=_apart(generous.name), effect=_signed(generous.effect)),
        ),
    ]


def _signed(points: float) -> str:
    """Points above or below the average, with a sign; what rounds to nothing has none."""
    shown = f"{abs(points):.2f}"
    return shown if float(shown) == 0 else f"{'+' if points > 0 else _MINUS}{shown}"


def _apart(name: str) -> str:
    """A name that leaves the sentence round it its own direction."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
