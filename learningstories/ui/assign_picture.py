"""Who would read what, as a picture: a row a story, a column a reader, and a sign for what changes there."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.i18n import _, listed, numeral, plural
from learningstories.services.csv_file import Cell
from learningstories.services.distribution import Assigned, PlannedStory
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side
from learningstories.ui.widgets.picture import Numbers, Picture

_NAMES, _COVER, _TOP, _KEY, _LOADS, _ROW, _GAP = 250.0, 40.0, 92.0, 26.0, 20.0, 20.0, 2.0
_SMALLEST, _LARGEST = 22.0, 32.0
_SLANTED_LENGTH, _SLANTED = 92.0, 52.0  # of a reader's name, and what the last one needs beyond its column
_NAME = Lettering(px=11)
_READER = Lettering(px=11, role=Role.MUTED)
_ON = Lettering(px=11, weight=600)
_LOAD = Lettering(px=11, role=Role.MUTED, side=Side.MIDDLE)
_FULL = Lettering(px=11, weight=600, role=Role.SPARK, side=Side.MIDDLE)
_COVERED = Lettering(px=11, role=Role.MUTED, side=Side.END)
_SHORT = Lettering(px=11, weight=600, role=Role.SPARK, side=Side.END)


class Sign(Enum):
    """What is between a story and a reader."""

    KEPT = "kept"
    NEW = "new"
    TAKEN = "taken"
    ASIDE = "aside"


class AssignPicture(Picture):
    """Only what is seen is drawn; how much each reader has and how many each story has stay at the edges.

    With `only_changes` stories are left out with which nothing happens and that lack nobody.
    """

    def __init__(self, plan: Assigned | None, *, only_changes: bool = False) -> None:
        self.title = _("Who would read what")
        stories: Sequence[PlannedStory] = plan.stories if plan is not None else ()
        if only_changes:
            stories = [story for story in stories if story.new or story.taken or story.missing]
        self._stories = stories
        self._loads = plan.loads if plan is not None else ()
        if plan is None:
            self.empty = _("This is being worked out…")
        elif not self._loads:
            self.empty = _("There are no reviewers yet. Add some, and stories can be given to them.")
        elif not plan.stories:
            self.empty = _("There are no stories yet that may be read.")
        elif not self._stories:
            self.empty = _("Nothing would change.")
        else:
            self.summary = _summary(plan)

    # --- what it says ------------------------------------------------------------------------------------

    def marks(self) -> tuple[int, int]:
        return (0, 0) if self.empty else (len(self._stories), len(self._loads))

    def story(self, mark: Mark) -> int | None:
        return self._stories[mark[0]].number

    def words(self, mark: Mark) -> str:
        story, (reader, load) = self._stories[mark[0]], self._loads[mark[1]]
        told = _sign_sentence(_sign(story, mark[1])).format(
            reader=reader.name, number=story.number, title=story.title
        )
        has = plural("{reader} would have {n} story.", "{reader} would have {n} stories.", load)
        if reader.capacity is not None:
            has = _("{reader} would have {n} of at most {most} stories.")
        has = has.format(reader=reader.name, n=numeral(load), most=reader.capacity)
        return f"{told} {has} {_cover_words(story)}"

    def numbers(self) -> Numbers:
        headings = (
            *(_("Number"), _("Story"), _("Readers"), _("Lacks")),
            *(_("Keep it"), _("New"), _("Taken away from"), _("Step aside")),
        )

        def row(place: int) -> Sequence[Cell]:
            story = self._stories[place]
            groups = (story.kept, story.new, story.taken, story.aside)
            readers = len(story.kept) + len(story.new)
            return story.number, story.title, readers, story.missing, *map(self._named, groups)

        return Numbers(headings=headings, count=self.marks()[0], row=row)

    def _named(self, seats: Sequence[int]) -> str:
        return listed(self._loads[seat][0].name for seat in seats)

    # --- where things lie --------------------------------------------------------------------------------

    def size(self, _width: float) -> QSizeF:
        rows, columns = self.marks()
        wide = _NAMES + _SMALLEST * columns + _SLANTED
        return QSizeF(wide if columns else 0, self.heading().height() + _ROW * rows + 4)

    def heading(self) -> QSizeF:
        return QSizeF(_NAMES, _KEY + _TOP + _LOADS)

    def _column(self, room: QSizeF) -> float:
        columns = max(1, self.marks()[1])
        return min(_LARGEST, max(_SMALLEST, (room.width() - _NAMES - _SLANTED) / columns))

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        wide, top = self._column(room), self.heading().height()
        return QRectF(_NAMES + mark[1] * wide, top + mark[0] * _ROW, wide - _GAP, _ROW - _GAP)

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        rows, columns = self.marks()
        row = int((place.y() - self.heading().height()) // _ROW)
        column = int((place.x() - _NAMES) // self._column(room))
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    # --- what is drawn -----------------------------------------------------------------------------------

    def draw(self, drawing: Drawing) -> None:
        rows, columns = self.marks()
        seen, top, wide = drawing.seen, self.heading().height(), self._column(drawing.room)
        shown = range(max(0, int(seen.top() // _ROW)), min(rows, int((seen.bottom() - top) // _ROW) + 1))
        across = range(
            max(0, int(seen.left() // wide)), min(columns, int((seen.right() - _NAMES) // wide) + 1)
        )
        for row in shown:
            self._draw_row(drawing, row, across)
        names = QRectF(seen.left(), seen.top() + top, _NAMES - 4, seen.height() - top)
        drawing.fill(names, Role.SURFACE)
        for row in shown:
            self._draw_story(drawing, row)
        drawing.fill(QRectF(seen.left(), seen.top(), seen.width(), top - 2), Role.SURFACE)
        for column in across:
            self._draw_reader(drawing, column)
        _draw_heads(drawing)
        _draw_key(drawing)

    def _draw_row(self, drawing: Drawing, row: int, across: range) -> None:
        story = self._stories[row]
        if across:
            begin, end = (self.box((row, place), drawing.room) for place in (across[0], across[-1]))
            drawing.fill(begin.united(end), Role.CANVAS, 3)
        for seats, sign in _signs(story):
            for seat in seats:
                if across.start <= seat < across.stop:
                    _draw_sign(drawing, self.box((row, seat), drawing.room), sign)
        if drawing.mark is not None and drawing.mark[0] == row:
            drawing.outline(self.box(drawing.mark, drawing.room).adjusted(-1, -1, 1, 1), Role.TEXT, 3, 1.5)

    def _draw_story(self, drawing: Drawing, row: int) -> None:
        story, left = self._stories[row], drawing.seen.left()
        on = drawing.mark is not None and drawing.mark[0] == row
        top = self.heading().height() + row * _ROW
        title = QRectF(left, top, _NAMES - _COVER - 12, _ROW - _GAP)
        drawing.write(title, f"#{story.number} {story.title}", _ON if on else _NAME)
        cover = QRectF(left + _NAMES - _COVER - 12, top, _COVER, _ROW - _GAP)
        drawing.write(cover, _cover(story), _SHORT if story.missing else _COVERED)

    def _draw_reader(self, drawing: Drawing, column: int) -> None:
        seen, (reader, load) = drawing.seen, self._loads[column]
        box = self.box((0, column), drawing.room)
        if box.left() < seen.left() + _NAMES - box.width() / 2:
            return
        on = drawing.mark is not None and drawing.mark[1] == column
        top = seen.top() + _KEY + _TOP
        foot = QPointF(box.center().x() + 3, top - 6)
        drawing.write_up(foot, _SLANTED_LENGTH, reader.name, _ON if on else _READER)
        full = reader.capacity is not None and load >= reader.capacity
        place = QRectF(box.left(), top, box.width(), _LOADS - 4)
        drawing.write(place, numeral(load), _FULL if full else _LOAD)


def _signs(story: PlannedStory) -> tuple[tuple[Sequence[int], Sign], ...]:
    return (
        (story.aside, Sign.ASIDE),
        (story.taken, Sign.TAKEN),
        (story.kept, Sign.KEPT),
        (story.new, Sign.NEW),
    )


def _sign(story: PlannedStory, seat: int) -> Sign | None:
    """What is drawn there: what comes last lies above."""
    found = [sign for seats, sign in _signs(story) if seat in seats]
    return found[-1] if found else None


def _sign_sentence(sign: Sign | None) -> str:
    return {
        Sign.KEPT: _("{reader} keeps #{number} “{title}”."),
        Sign.NEW: _("{reader} would get #{number} “{title}”."),
        Sign.TAKEN: _("#{number} “{title}” would be taken away from {reader}."),
        Sign.ASIDE: _("{reader} steps aside from #{number} “{title}”."),
        None: _("{reader} does not read #{number} “{title}”."),
    }[sign]


def _cover(story: PlannedStory) -> str:
    readers = len(story.kept) + len(story.new)
    return f"{readers}/{readers + story.missing}" if story.missing else f"{readers}"


def _cover_words(story: PlannedStory) -> str:
    readers = len(story.kept) + len(story.new)
    told = plural("The story would have {n} reader", "The story would have {n} readers", readers)
    words = told.format(n=numeral(readers))
    if not story.missing:
        return f"{words}."
    lacks = plural("{words} and lack {n} more.", "{words} and lack {n} more.", story.missing)
    return lacks.format(words=words, n=numeral(story.missing))


def _summary(plan: Assigned) -> str:
    loads = [load for _reader, load in plan.loads]
    stories = plural("{n} story", "{n} stories", len(plan.stories)).format(n=numeral(len(plan.stories)))
    readers = plural("{n} reviewer", "{n} reviewers", len(loads)).format(n=numeral(len(loads)))
    new = plural("{n} new", "{n} new", plan.new).format(n=numeral(plan.new))
    taken = plural("{n} taken away", "{n} taken away", plan.taken).format(n=numeral(plan.taken))
    told = _("{stories} and {readers}: {new}, {taken}. Each would have {least} to {most}.")
    return told.format(
        stories=stories,
        readers=readers,
        new=new,
        taken=taken,
        least=numeral(min(loads)),
        most=numeral(max(loads)),
    )


def _draw_sign(drawing: Drawing, box: QRectF, sign: Sign) -> None:
    middle, reach = box.center(), 4.0
    if sign is Sign.NEW:
        drawing.fill(box, Role.ACCENT, 3)
        _draw_stroke(drawing, middle, reach, Role.ON_ACCENT)
        drawing.line(
            QPointF(middle.x(), middle.y() - reach),
            QPointF(middle.x(), middle.y() + reach),
            Role.ON_ACCENT,
            1.5,
        )
    elif sign is Sign.KEPT:
        drawing.fill(box, Role.ACCENT_SOFT, 3)
        drawing.dot(middle, 7, Role.ACCENT)
    elif sign is Sign.TAKEN:
        drawing.fill(box, Role.BAD_SOFT, 3)
        drawing.outline(box, Role.BAD, 3)
        _draw_stroke(drawing, middle, reach, Role.BAD)
    else:
        drawing.line(
            QPointF(middle.x() - reach, middle.y() + reach),
            QPointF(middle.x() + reach, middle.y() - reach),
            Role.MUTED,
            1.5,
        )


def _draw_stroke(drawing: Drawing, middle: QPointF, reach: float, role: Role) -> None:
    left, right = QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y())
    drawing.line(left, right, role, 1.5)


def _draw_heads(drawing: Drawing) -> None:
    """What the numbers are: how many stories each reader would have, and how many readers each story."""
    left, top = drawing.seen.left(), drawing.seen.top() + _KEY + _TOP
    room = QRectF(left, top, _NAMES - 12, _LOADS - 4)
    drawing.write(room, _("Story"), _READER)
    drawing.write(room, _("Readers"), _COVERED)


def _draw_key(drawing: Drawing) -> None:
    """What the signs mean."""
    left, top = drawing.seen.left(), drawing.seen.top()
    words = {
        Sign.KEPT: _("keeps it"),
        Sign.NEW: _("new"),
        Sign.TAKEN: _("taken away"),
        Sign.ASIDE: _("steps aside"),
    }
    for sign, told in words.items():
        box = QRectF(left, top, 20, _ROW - _GAP)
        drawing.fill(box, Role.CANVAS, 3)
        _draw_sign(drawing, box, sign)
        wide = drawing.wide(told, _READER)
        drawing.write(QRectF(box.right() + 6, top, wide, box.height()), told, _READER)
        left = box.right() + wide + 24
    told = _("Above: how many stories each would have; no room for more where it is coloured")
    drawing.write(QRectF(left, top, max(0.0, drawing.seen.right() - left), _ROW - _GAP), told, _READER)
