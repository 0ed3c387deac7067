"""Who rated what, as a picture: a row a story, a column a reader, the colour and the figure are the value."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.domain.counting import Rule
from learningstories.i18n import _, numeral, plural
from learningstories.services.csv_file import Cell
from learningstories.services.reading_matrix import MatrixCell, ReadingMatrix
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side, legible
from learningstories.ui.widgets.picture import Numbers, Picture

_NAMES, _TOP, _KEY, _ROW, _GAP = 230.0, 104.0, 26.0, 20.0, 2.0
_SMALLEST, _LARGEST = 18.0, 30.0
_SLANTED_LENGTH = 108.0  # of a reader's name
_SLANTED = 60.0  # what the last reader's name needs beyond its column
_MOST_CELLS = 2_000_000  # of a table with a column for each reader
_NAME = Lettering(px=11)
_READER = Lettering(px=11, role=Role.MUTED)
_ON = Lettering(px=11, weight=600)
_CORNER = 6.0


class MatrixPicture(Picture):
    """Only what is seen is drawn; the readers' names and the stories' stay at its edges."""

    def __init__(self, matrix: ReadingMatrix | None) -> None:
        self._matrix = matrix
        self.title = _("Who rated what")
        if matrix is None or not len(matrix.values):
            self._matrix, self.empty = None, _("No ratings yet")
            return
        self.summary = " ".join((self._size_words(matrix), _exception_words(matrix)))

    def _size_words(self, matrix: ReadingMatrix) -> str:
        stories = plural("{n} story", "{n} stories", len(matrix.stories)).format(
            n=numeral(len(matrix.stories))
        )
        readers = plural("{n} reader", "{n} readers", len(matrix.readers)).format(
            n=numeral(len(matrix.readers))
        )
        told = plural(
            "{n} rating of {stories} by {readers}; the best story comes first.",
            "{n} ratings of {stories} by {readers}; the best story comes first.",
            len(matrix.values),
        )
        return told.format(n=numeral(len(matrix.values)), stories=stories, readers=readers)

    # --- what it says ------------------------------------------------------------------------------------

    def marks(self) -> tuple[int, int]:
        found = self._matrix
        return (len(found.stories), len(found.readers)) if found is not None else (0, 0)

    def story(self, mark: Mark) -> int | None:
        return self._matrix.stories[mark[0]][0] if self._matrix is not None else None

    def words(self, mark: Mark) -> str:
        found = self._matrix
        if found is None:
            return ""
        cell, reader, (_number, title) = found.cell(*mark), found.readers[mark[1]], found.stories[mark[0]]
        if cell is None:
            return _("{reader} has not rated “{story}”").format(reader=reader, story=title)
        told = _("{reader} on “{story}”: {value} of {points}").format(
            reader=reader, story=title, value=cell.value, points=found.points
        )
        notes = _notes(cell)
        return f"{told}. {notes}" if notes else told

    def numbers(self) -> Numbers:
        found = self._matrix
        if found is None:
            return Numbers(headings=(), count=0, row=lambda _place: ())
        if len(found.stories) * len(found.readers) > _MOST_CELLS:
            return _one_by_one(found)

        def row(place: int) -> Sequence[Cell]:
            number, title = found.stories[place]
            cells: list[Cell] = [""] * len(found.readers)
            for cell in found.cells(place):
                cells[cell.column] = cell.value if cell.counts else f"({cell.value})"
            return number, title, *cells

        headings = (_("Number"), _("Story"), *found.readers)
        return Numbers(headings=headings, count=len(found.stories), row=row)

    # --- where things lie --------------------------------------------------------------------------------

    def size(self, width: float) -> QSizeF:
        found = self._matrix
        if found is None:
            return QSizeF(0, _TOP)
        wide = _NAMES + _SMALLEST * len(found.readers) + _SLANTED
        return QSizeF(max(width, wide), self._top() + _ROW * len(found.stories) + 4)

    def heading(self) -> QSizeF:
        return QSizeF(_NAMES, self._top())

    def _top(self) -> float:
        return _TOP + (_KEY if self._matrix is not None and self._matrix.about else 0)

    def _column(self, room: QSizeF) -> float:
        columns = max(1, self.marks()[1])
        return min(_LARGEST, max(_SMALLEST, (room.width() - _NAMES - _SLANTED) / columns))

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        wide = self._column(room)
        return QRectF(_NAMES + mark[1] * wide, self._top() + mark[0] * _ROW, wide - _GAP, _ROW - _GAP)

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        rows, columns = self.marks()
        row = int((place.y() - self._top()) // _ROW)
        column = int((place.x() - _NAMES) // self._column(room))
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    # --- what is drawn -----------------------------------------------------------------------------------

    def draw(self, drawing: Drawing) -> None:
        found, seen = self._matrix, drawing.seen
        if found is None:
            return
        top, wide = self._top(), self._column(drawing.room)
        first = max(0, int((seen.top()) // _ROW))
        last = min(len(found.stories), int((seen.bottom() - top) // _ROW) + 1)
        columns = range(
            max(0, int((seen.left()) // wide)),
            min(len(found.readers), int((seen.right() - _NAMES) // wide) + 1),
        )
        for row in range(first, last):
            self._draw_row(drawing, found, row, columns)
        names = QRectF(seen.left(), seen.top() + top, _NAMES - 4, seen.height() - top)
        drawing.fill(names, Role.SURFACE)
        for row in range(first, last):
            self._draw_story(drawing, found, row)
        self._draw_readers(drawing, found, columns)

    def _draw_row(self, drawing: Drawing, found: ReadingMatrix, row: int, columns: range) -> None:
        if columns:
            begin = self.box((row, columns[0]), drawing.room)
            end = self.box((row, columns[-1]), drawing.room)
            drawing.fill(begin.united(end), Role.CANVAS, 3)
        for cell in found.cells(row):
            if columns.start <= cell.column < columns.stop:
                self._draw_cell(drawing, found, row, cell)
        if drawing.mark is not None and drawing.mark[0] == row:
            drawing.outline(self.box(drawing.mark, drawing.room).adjusted(-1, -1, 1, 1), Role.TEXT, 3, 1.5)

    def _draw_cell(self, drawing: Drawing, found: ReadingMatrix, row: int, cell: MatrixCell) -> None:
        box = self.box((row, cell.column), drawing.room)
        _draw_value(drawing, box, cell, found.points)

    def _draw_story(self, drawing: Drawing, found: ReadingMatrix, row: int) -> None:
        number, title = found.stories[row]
        on = drawing.mark is not None and drawing.mark[0] == row
        box = QRectF(drawing.seen.left(), self._top() + row * _ROW, _NAMES - 12, _ROW - _GAP)
        drawing.write(box, f"{row + 1}. {title} (#{number})", _ON if on else _NAME)

    def _draw_readers(self, drawing: Drawing, found: ReadingMatrix, columns: range) -> None:
        seen, top = drawing.seen, self._top()
        drawing.fill(QRectF(seen.left(), seen.top(), seen.width(), top - 2), Role.SURFACE)
        for column in columns:
            box = self.box((0, column), drawing.room)
            on = drawing.mark is not None and drawing.mark[1] == column
            foot = QPointF(box.center().x() + 3, seen.top() + top - 8)
            if foot.x() > seen.left() + _NAMES:
                drawing.write_up(foot, _SLANTED_LENGTH, found.readers[column], _ON if on else _READER)
        if found.about:
            drawing.fill(QRectF(seen.left(), seen.top(), seen.width(), _KEY), Role.SURFACE)
            _draw_key(drawing, found)


def _draw_value(drawing: Drawing, box: QRectF, cell: MatrixCell, points: int) -> None:
    shade = drawing.shades[rating_role(cell.value, points)]
    if cell.counts:
        drawing.fill(box, shade, 3)
        ink = legible(shade, drawing.shades)
    else:
        drawing.fill(box, Role.SURFACE, 3)
        drawing.outline(box, Role.EDGE, 3)
        ink = drawing.shades[Role.MUTED]
    drawing.write(box, str(cell.value), Lettering(px=11, ink=ink, side=Side.MIDDLE))
    if not cell.counts:
        middle = box.center().y()
        drawing.line(QPointF(box.left() + 3, middle), QPointF(box.right() - 3, middle), Role.MUTED)
    if Rule.CHANGED_SINCE_READ in cell.about:
        drawing.fill(QRectF(box.right() - _CORNER, box.top(), _CORNER, _CORNER), Role.SPARK)
    if Rule.LATE_RETURN in cell.about:
        drawing.fill(QRectF(box.left(), box.bottom() - _CORNER / 2, box.width(), _CORNER / 2), Role.BAD)


def _draw_key(drawing: Drawing, found: ReadingMatrix) -> None:
    """What the marks mean that there are."""
    told = {rule for rules in found.about.values() for rule in rules}
    counted, crossed = 3, MatrixCell(column=0, value=3, counts=False, about=())
    signs = (
        (bool(found.left_out), crossed, _("does not count")),
        (
            Rule.CHANGED_SINCE_READ in told,
            MatrixCell(column=0, value=counted, counts=True, about=(Rule.CHANGED_SINCE_READ,)),
            _("the story has changed since"),
        ),
        (
            Rule.LATE_RETURN in told,
            MatrixCell(column=0, value=counted, counts=True, about=(Rule.LATE_RETURN,)),
            _("came late"),
        ),
    )
    left = drawing.seen.left()
    for there, cell, words in signs:
        if there:
            box = QRectF(left, drawing.seen.top(), 20, _ROW - _GAP)
            _draw_value(drawing, box, cell, max(found.points, counted))
            wide = drawing.wide(words, _READER)
            drawing.write(QRectF(box.right() + 6, box.top(), wide, box.height()), words, _READER)
            left = box.right() + wide + 26


def _one_by_one(found: ReadingMatrix) -> Numbers:
    """A row a rating: so many columns as there are readers would be of no use to anybody."""
    starts = found.starts

    def row(place: int) -> Sequence[Cell]:
        story = int(starts.searchsorted(place, side="right")) - 1
        number, title = found.stories[story]
        column, value = int(found.columns[place]), int(found.values[place])
        cell = found.cell(story, column)
        return number, title, found.readers[column], value, _notes(cell) if cell is not None else ""

    headings = (_("Number"), _("Story"), _("Reader"), _("Answer"), _("Note"))
    return Numbers(headings=headings, count=len(found.values), row=row)


def _exception_words(matrix: ReadingMatrix) -> str:
    count = len(matrix.left_out)
    if not count:
        return _("All of them count.")
    return plural("{n} of them does not count.", "{n} of them do not count.", count).format(n=numeral(count))


def _notes(cell: MatrixCell) -> str:
    """What is to be said about a rating besides its value."""
    words = {
        Rule.LATE_RETURN: _("It came late."),
        Rule.CHANGED_SINCE_READ: _("The story has changed since."),
        Rule.READER_SET_ASIDE: _("The reader is set aside."),
        Rule.STEPPED_ASIDE: _("The reader stepped aside."),
        Rule.PACK_REVOKED: _("The pack was withdrawn."),
        Rule.KNOWS_AUTHOR: _("The reader knows the author."),
        Rule.GUESSES_AUTHOR: _("The reader thinks they know the author."),
    }
    told = [words[rule] for rule in cell.about if rule in words]
    return " ".join([*told, *([] if cell.counts else [_("It does not count.")])])
