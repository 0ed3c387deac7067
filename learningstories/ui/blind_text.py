"""A story's words as a blind pack shows them: what is replaced is struck out, with what stands for it."""

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from learningstories.i18n import _, plural
from learningstories.services.blind_draft import BlindDraft, PieceKind, part_words
from learningstories.ui.fonts import serif_font, ui_font
from learningstories.ui.theme import color
from learningstories.ui.tokens import SMALL_PX, Role

_PX, _TITLE_PX = 15, 20
_ENTRY = QTextCharFormat.Property.UserProperty + 1


class BlindText(QTextEdit):
    """Read-only; words can be selected, to be replaced as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: BlindDraft | None = None
        self._places: dict[int, tuple[int, int]] = {}
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("What a blind pack shows"))

    def show_draft(self, draft: BlindDraft) -> None:
        """Show a story; the same one again stays where it was scrolled to."""
        same = self._draft is not None and self._draft.look.story.id == draft.look.story.id
        kept = self.verticalScrollBar().value() if same else 0
        self._draft = draft
        self._places.clear()
        self.clear()
        cursor = QTextCursor(self.document())
        for place, part in enumerate(draft.look.parts):
            if draft.look.parts[part]:
                self._write(cursor, part, draft, is_first=place == 0)
        self.verticalScrollBar().setValue(kept)

    def _write(self, cursor: QTextCursor, part: str, draft: BlindDraft, *, is_first: bool) -> None:
        heading = QTextCharFormat()
        heading.setFont(ui_font(SMALL_PX, 500))
        heading.setForeground(color(Role.MUTED))
        block = QTextBlockFormat()
        block.setTopMargin(0 if is_first else 16)
        if not is_first:
            cursor.insertBlock()
        cursor.setBlockFormat(block)
        cursor.insertText(part_words(part), heading)
        plain = QTextBlockFormat()
        plain.setTopMargin(2)
        plain.setLineHeight(145, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        cursor.insertBlock(plain)
        for piece in draft.pieces(part):
            start = cursor.position()
            apart = "\N{THIN SPACE}" if piece.kind is PieceKind.ADDED else ""
            cursor.insertText(apart + piece.words, _form(piece.kind, title=is_first))
            if piece.entry is not None:
                begin = self._places.get(piece.entry, (start, 0))[0]
                self._places[piece.entry] = (begin, cursor.position())

    def look_at(self, entry: int) -> None:
        """Bring a replacement into view, and mark it."""
        if entry not in self._places:  # another one stands in its place
            self.setExtraSelections([])
            return
        begin, end = self._places[entry]
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        mark = QTextEdit.ExtraSelection()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(color(Role.ACCENT_SOFT)))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mark.cursor, mark.format = cursor, form
        self.setExtraSelections([mark])

    def selected_words(self) -> str:
        """The words that are selected, as they stand in the story."""
        words = self.textCursor().selectedText()
        return words.replace("\N{PARAGRAPH SEPARATOR}", "\n").replace("\N{LINE SEPARATOR}", "\n").strip()

    def repaint_again(self) -> None:
        """The colours have changed."""
        if self._draft is not None:
            self.show_draft(self._draft)


def voices_told(count: int) -> str:
    """Why so many recordings stay out of blind packs."""
    told = plural(
        "{n} sound file stays out: a voice is known as well as a name. The pack says only what it is.",
        "{n} sound files stay out: a voice is known as well as a name. The pack says only what they are.",
        count,
    )
    return told.format(n=count)


def _form(kind: PieceKind, *, title: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(serif_font(_TITLE_PX, 600) if title else serif_font(_PX))
    form.setForeground(color(Role.TEXT))
    if kind is PieceKind.REMOVED:
        form.setBackground(color(Role.BAD_SOFT))
        form.setFontStrikeOut(True)
    elif kind is PieceKind.ADDED:
        form.setBackground(color(Role.OK_SOFT))
    elif kind is PieceKind.OFFERED:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        form.setUnderlineColor(color(Role.SPARK))
    return form
