"""The choices for the showcase book; each is stored as it is made."""

from collections.abc import Callable
from typing import Any

from babel import Locale, UnknownLocaleError
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from learningstories.domain.showcase import Look, Paper
from learningstories.i18n import _, in_context, language
from learningstories.services.guests import guests_of, read_guests
from learningstories.services.output import Output
from learningstories.services.output_choices import (
    ADDRESS,
    CERTIFICATES,
    CERTIFIED,
    LETTERS,
    RANK,
    WEB,
    Certified,
    certified,
    online_address,
    read_address,
    tells_rank,
)
from learningstories.ui.book_maker import BOOK
from learningstories.ui.cover_choice import CoverChoice
from learningstories.ui.measures import scaled
from learningstories.ui.showcase_state import ShowcaseState
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Field, choice_field, text_area, text_field

STORE_MS = 400
MOST_SUBTITLE = 500
MOST_GUESTS = 100_000  # letters
LANGUAGE, GUESTS = "language", "guests"
_BOOKS = (BOOK, "large-print")
# fmt: off
_LANGUAGES = (
    "ar", "de", "en", "en-GB", "en-US", "es", "fr", "he", "hi", "it",
    "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh",
)
# fmt: on


class ShowcaseSettings(Card):
    """`altered` carries the fields of the book that the person changed, `language`, which is the challenge's,
    `guests`, as they were typed, and what is chosen for certificates and letters. A field that is being
    changed is not overwritten until `stored` says that it is kept.
    """

    altered = Signal(dict)
    cover_wanted = Signal()
    drawing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Showcase book"), spacing=12, parent=parent)
        self._unsaved: dict[str, Any] = {}
        self._showing = False
        self.title = text_field(most=200)
        self.subtitle = text_area(lines=2)
        self.subtitle.setMaximumHeight(scaled(74))
        self.paper = choice_field([(paper_words(paper), paper) for paper in Paper])
        self.look = choice_field([(look_words(look), look) for look in Look])
        self.language = choice_field([])
        self.actions_box = QCheckBox(_("What people will do"))
        self.order_box = QCheckBox(_("Running order page"))
        self.names_box = QCheckBox(_("Their names"))
        self.names_box.setToolTip(_("Only of those who agreed to be named beside what they will do."))
        self.questions_box = QCheckBox(_("Questions to talk about"))
        self.bleed_box = QCheckBox(_("3 mm to cut off"))
        self.bleed_box.setToolTip(_("For a printing house: colours reach over the edge at which it cuts."))
        self.fours_box = QCheckBox(_("Pages in fours"))
        self.fours_box.setToolTip(_("For a printing house: empty pages fill the last folded sheet."))
        self.cover = CoverChoice()
        self.guests = text_area(lines=6)
        self.certified = choice_field([(certified_words(each), each) for each in Certified])
        self.rank_box = QCheckBox(_("Tell the story's rank"))
        self.rank_box.setToolTip(_("Each author hears which place the story has by what readers answered."))
        self.address = text_field("https://", most=500)
        self._arrange()
        self._soon = QTimer(self, singleShot=True, interval=STORE_MS)
        self._soon.timeout.connect(self.store)
        self._listen()

    def _arrange(self) -> None:
        subtitle = Field(
            _("Subtitle"), self.subtitle, _("Empty: the challenge, and the evening's date and place.")
        )
        self._paper_field = Field(_("Paper"), self.paper)
        for row in (
            Field(_("Title"), self.title),
            subtitle,
            self._paper_field,
            Field(in_context("appearance", "Look"), self.look),
            Field(_("Language"), self.language),
        ):
            self.body.addWidget(row)
        printers = (self.bleed_box, self.fours_box)
        inside = (self.actions_box, self.order_box, self.names_box, self.questions_box)
        for box in (*inside, self.cover, *printers):
            self.body.addWidget(box)
        self._guests_field = Field(
            _("Guests"),
            self.guests,
            _("A name on each line, or a table with the names first. Empty: cards to fill in."),
        )
        self.body.addWidget(self._guests_field)
        self._certified_field = Field(_("For whom"), self.certified)
        self.body.addWidget(self._certified_field)
        self.body.addWidget(self.rank_box)
        self._address_field = Field(
            _("Address online"),
            self.address,
            _("Where you will put the folder. Where a link to it is shared, its picture is found by that."),
        )
        self.body.addWidget(self._address_field)
        self._of_books = (subtitle, *inside, self.cover)
        self._of_the_book = printers

    def show_output(self, output: Output) -> None:
        """Offer the choices that concern this output; the others are kept."""
        self.heading.setText(output.title)
        self.setAccessibleName(output.title)
        for widget in self._of_books:
            widget.setVisible(output.kind in _BOOKS)
        for widget in self._of_the_book:
            widget.setVisible(output.kind == BOOK)
        self._paper_field.setVisible(bool(output.papers))
        self._guests_field.setVisible(output.kind == "cards")
        self._certified_field.setVisible(output.kind == CERTIFICATES)
        self.rank_box.setVisible(output.kind == LETTERS)
        self._address_field.setVisible(output.kind == WEB)

    def _listen(self) -> None:
        self.cover.choose.clicked.connect(self.cover_wanted)
        self.cover.draw.clicked.connect(self.drawing_wanted)
        self.cover.alt.textEdited.connect(lambda text: self._note("cover_alt", text, later=True))
        self.title.textEdited.connect(lambda text: self._note("title", text, later=True))
        self.subtitle.textChanged.connect(
            lambda: self._note("subtitle", self.subtitle.toPlainText()[:MOST_SUBTITLE], later=True)
        )
        self.address.textEdited.connect(self._note_address)
        self.guests.textChanged.connect(
            lambda: self._note(GUESTS, self.guests.toPlainText()[:MOST_GUESTS], later=True)
        )
        choices: tuple[tuple[str, QComboBox, Callable[[str], str]], ...] = (
            ("paper", self.paper, Paper),
            ("look", self.look, Look),
            (LANGUAGE, self.language, str),
            (CERTIFIED, self.certified, Certified),
        )
        for name, field, kind in choices:
            field.currentIndexChanged.connect(
                lambda _i, name=name, field=field, kind=kind: self._note(name, kind(field.currentData()))
            )
        boxes = (
            ("actions", self.actions_box),
            ("running_order", self.order_box),
            ("reader_names", self.names_box),
            ("questions", self.questions_box),
            ("bleed", self.bleed_box),
            ("fours", self.fours_box),
            (RANK, self.rank_box),
        )
        for name, box in boxes:
            box.toggled.connect(lambda on, name=name: self._note(name, on))
        self.actions_box.toggled.connect(self.names_box.setEnabled)

    def show_state(self, state: ShowcaseState) -> None:
        """Show what is stored, except where something newer has not been stored yet."""
        book = state.book
        self._showing = True
        self._show_words(state)
        _offer_languages(self.language, state.challenge.language)
        for name, field, value in (
            ("paper", self.paper, state.papers.get(state.kind, book.paper)),
            ("look", self.look, book.look),
            (LANGUAGE, self.language, state.challenge.language),
            (CERTIFIED, self.certified, certified(book)),
        ):
            if name not in self._unsaved:
                field.setCurrentIndex(field.findData(value))
        for name, box, on in (
            ("actions", self.actions_box, book.actions),
            ("running_order", self.order_box, book.running_order),
            ("reader_names", self.names_box, book.reader_names),
            ("questions", self.questions_box, book.questions),
            ("bleed", self.bleed_box, book.bleed),
            ("fours", self.fours_box, book.fours),
            (RANK, self.rank_box, tells_rank(book)),
        ):
            if name not in self._unsaved:
                box.setChecked(on)
        self.names_box.setEnabled(self.actions_box.isChecked())
        self.cover.show_book(book, typed="cover_alt" in self._unsaved)
        self._showing = False

    def _show_words(self, state: ShowcaseState) -> None:
        """What is typed: what is being typed stays as it is."""
        book = state.book
        self.title.setPlaceholderText(state.own_title)
        if "title" not in self._unsaved and self.title.text() != book.title:
            self.title.setText(book.title)
        if "subtitle" not in self._unsaved and self.subtitle.toPlainText() != book.subtitle:
            self.subtitle.setPlainText(book.subtitle)
        if ADDRESS not in self._unsaved and not self.address.hasFocus():
            self.address.setText(online_address(book))
            self._address_field.set_problem("")
        names = "\n".join(guests_of(book))
        if GUESTS not in self._unsaved and "\n".join(read_guests(self.guests.toPlainText())) != names:
            self.guests.setPlainText(names)

    def store(self) -> None:
        """Have stored now what was changed."""
        self._soon.stop()
        if self._unsaved:
            self.altered.emit(dict(self._unsaved))

    def stored(self, fields: dict[str, Any]) -> None:
        """These values are kept; what was changed again since is still to be stored."""
        self._unsaved = {
            name: value
            for name, value in self._unsaved.items()
            if name not in fields or fields[name] != value
        }

    def _note_address(self, text: str) -> None:
        """What is no address is told and not kept."""
        address = read_address(text)
        wrong = bool(text.strip()) and not address
        self._address_field.set_problem(
            _("This is no address of a folder, such as https://example.org/stories") if wrong else ""
        )
        if not wrong:
            self._note(ADDRESS, address, later=True)

    def _note(self, name: str, value: Any, *, later: bool = False) -> None:
        if self._showing:
            return
        self._unsaved[name] = value
        if later and not self._soon.isActive():  # also while somebody types on and on
            self._soon.start()
        elif not later:
            self.store()


def paper_words(paper: Paper) -> str:
    """A paper's name."""
    return {Paper.A5: _("A5"), Paper.A4: _("A4"), Paper.LETTER: _("Letter")}[paper]


def certified_words(whom: Certified) -> str:
    """Who gets a certificate."""
    return {
        Certified.CHOSEN: _("Authors on the shortlist"),
        Certified.AUTHORS: _("All authors"),
        Certified.READERS: _("Readers"),
    }[whom]


def look_words(look: Look) -> str:
    """A look's name."""
    return {
        Look.EMBER: _("Ember, warm orange"),
        Look.LAKE: _("Lake, calm blue"),
        Look.PLAIN: _("Plain, black on white"),
    }[look]


def _offer_languages(field: QComboBox, current: str) -> None:
    """Offer the usual languages, and the present one whatever it is."""
    codes = [*_LANGUAGES, *([] if current in _LANGUAGES else [current])]
    if [field.itemData(place) for place in range(field.count())] == codes:
        return
    field.clear()
    for code in codes:
        field.addItem(language_words(code), code)


def language_words(code: str) -> str:
    """A language's name in the interface's language; the code itself where nobody knows it."""
    try:
        return Locale.parse(code, sep="-").get_display_name(language()) or code
    except (UnknownLocaleError, ValueError):
        return code
