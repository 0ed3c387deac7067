"""How each reader uses the scale, as a picture: bars for each, upon those of all readers together."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.i18n import _, numeral, plural
from learningstories.services.agreement_figures import AgreementFigures, ScaleUse
from learningstories.services.csv_file import Cell
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side
from learningstories.ui.widgets.picture import Numbers, Picture

_WIDE, _HIGH, _BETWEEN = 168.0, 104.0, 14.0
_KEY, _NAME, _POINTS = 22.0, 18.0, 14.0
_PX = 11
_READER = Lettering(px=_PX)
_MUTED = Lettering(px=_PX, role=Role.MUTED)
_ALL = Lettering(px=_PX, weight=600)
_POINT = Lettering(px=10, role=Role.MUTED, side=Side.MIDDLE)


class ScaleUsePicture(Picture):
    """The first is everybody; in the others a line says what everybody's bar would be."""

    def __init__(self, figures: AgreementFigures | None) -> None:
        self.title = _("How readers use the scale")
        self._uses: tuple[ScaleUse, ...] = ()
        if figures is None or not figures.readers:
            self.empty = _("No ratings yet")
            return
        everybody = ScaleUse(name=_("All readers"), counts=figures.everybody.counts)
        self._uses = (everybody, *figures.readers)
        most = max(range(len(everybody.counts)), key=everybody.counts.__getitem__)
        told = _("How often each reader gave each answer. Most often it is {value}: {share} %.")
        self.summary = told.format(value=most + 1, share=round(100 * everybody.share(most)))
        # One measure for all, so that bars can be compared.
        self._top = max(use.share(place) for use in self._uses for place in range(len(use.counts)))

    def marks(self) -> tuple[int, int]:
        return (len(self._uses), len(self._uses[0].counts)) if self._uses else (0, 0)

    def words(self, mark: Mark) -> str:
        use, place = self._uses[mark[0]], mark[1]
        count = use.counts[place]
        told = plural(
            "{name}: {n} answer of {value} ({share} %)", "{name}: {n} answers of {value} ({share} %)", count
        )
        said = told.format(
            name=use.name, n=numeral(count), value=place + 1, share=round(100 * use.share(place))
        )
        if mark[0] == 0:
            return said
        everybody = round(100 * self._uses[0].share(place))
        return _("{said}; all readers {share} %").format(said=said, share=everybody)

    def numbers(self) -> Numbers:
        def row(place: int) -> Sequence[Cell]:
            use = self._uses[place]
            return use.name, use.answers, *use.counts

        headings = (_("Reader"), _("Answers"), *map(str, range(1, self.marks()[1] + 1)))
        return Numbers(headings=headings, count=len(self._uses), row=row)

    # --- where things lie --------------------------------------------------------------------------------

    def size(self, width: float) -> QSizeF:
        rows = -(-max(1, len(self._uses)) // _across(width))
        return QSizeF(_WIDE, _KEY + rows * (_HIGH + _BETWEEN))

    def _place(self, row: int, room: QSizeF) -> QRectF:
        """Where one reader's bars and name stand."""
        down, across = divmod(row, _across(room.width()))
        return QRectF(across * (_WIDE + _BETWEEN), _KEY + down * (_HIGH + _BETWEEN), _WIDE, _HIGH)

    def _slot(self, mark: Mark, room: QSizeF) -> QRectF:
        place = self._place(mark[0], room)
        wide = place.width() / max(1, self.marks()[1])
        return QRectF(place.left() + mark[1] * wide, place.top(), wide, place.height() - _NAME - _POINTS)

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        slot = self._slot(mark, room)
        high = slot.height() * self._uses[mark[0]].share(mark[1]) / self._top
        return QRectF(slot.left() + 2, slot.bottom() - high, slot.width() - 4, high)

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        across = _across(room.width())
        column = int(place.x() // (_WIDE + _BETWEEN))
        row = int((place.y() - _KEY) // (_HIGH + _BETWEEN)) * across + column
        if place.y() < _KEY or column >= across or not 0 <= row < len(self._uses):
            return None
        slots = ((mark, self._slot(mark, room)) for mark in self._marks(row))
        return next((mark for mark, slot in slots if slot.left() <= place.x() < slot.right()), None)

    def _marks(self, row: int) -> list[Mark]:
        return [(row, place) for place in range(self.marks()[1])]

    # --- what is drawn -----------------------------------------------------------------------------------

    def draw(self, drawing: Drawing) -> None:
        if not self._uses:
            return
        self._draw_key(drawing)
        across, pitch = _across(drawing.room.width()), _HIGH + _BETWEEN
        first = max(0, int((drawing.seen.top() - _KEY) // pitch)) * across
        last = (int((drawing.seen.bottom() - _KEY) // pitch) + 1) * across
        for row in range(first, min(last, len(self._uses))):
            self._draw_reader(drawing, row)

    def _draw_key(self, drawing: Drawing) -> None:
        drawing.line(QPointF(2, 8), QPointF(24, 8), Role.TEXT, 1.6)
        words = _("all readers together")
        drawing.write(QRectF(32, 0, drawing.wide(words, _MUTED), 16), words, _MUTED)

    def _draw_reader(self, drawing: Drawing, row: int) -> None:
        room, use, points = drawing.room, self._uses[row], self.marks()[1]
        place = self._place(row, room)
        foot = place.bottom() - _NAME - _POINTS
        for mark in self._marks(row):
            slot, bar = self._slot(mark, room), self.box(mark, room)
            if drawing.mark == mark:
                drawing.fill(slot, Role.ACCENT_SOFT, 3)
            drawing.fill(bar, rating_role(mark[1] + 1, points))
            if row:
                level = foot - slot.height() * self._uses[0].share(mark[1]) / self._top
                drawing.line(
                    QPointF(slot.left() + 1, level), QPointF(slot.right() - 1, level), Role.TEXT, 1.6
                )
            drawing.write(QRectF(slot.left(), foot + 1, slot.width(), _POINTS), str(mark[1] + 1), _POINT)
        drawing.fill(QRectF(place.left(), foot, place.width(), 1), Role.EDGE)
        words = _("{name} ({n})").format(name=use.name, n=numeral(use.answers))
        box = QRectF(place.left(), place.bottom() - _NAME, place.width(), _NAME)
        drawing.write(box, words, _READER if row else _ALL)


def _across(width: float) -> int:
    return max(1, int((width + _BETWEEN) // (_WIDE + _BETWEEN)))
