"""The ranking as a picture: each story's estimate, range and plain mean, and where the shortlist ends."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from learningstories.i18n import _, numeral, plural
from learningstories.services.csv_file import Cell
from learningstories.services.result_words import chance_words, titled
from learningstories.services.results import Results, StoryResult
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.drawing import Drawing, Lettering, Mark, Side
from learningstories.ui.widgets.picture import Numbers, Picture

_HEAD, _ROW = 46.0, 26.0
_RANK, _NAMES, _CHANCE = 40.0, 230.0, 84.0
_NARROW, _NARROW_NAMES = 620.0, 150.0
_BAND, _DOT, _MEAN, _SIDE = 9.0, 11.0, 7.0, 16.0
_WORDS = Lettering(px=12)
_MUTED = Lettering(px=11, role=Role.MUTED)
_RANKS = Lettering(px=11, role=Role.MUTED, side=Side.END)
_ENDS = Lettering(px=12, weight=600, side=Side.END)
_POINT = Lettering(px=11, role=Role.MUTED, side=Side.MIDDLE)
_CUT = Lettering(px=11, weight=600, role=Role.SPARK)


class RankingPicture(Picture):
    """A row a story, the best first, upon the challenge's scale, whose points stay in sight."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self.title = _("The ranking")
        best, count = results.stories[0], len(results.stories)
        told = plural(
            "{n} story. The best is “{title}” with {score:.2f} of {points} points.",
            "{n} stories. The best is “{title}” with {score:.2f} of {points} points.",
            count,
        )
        self.summary = told.format(
            n=numeral(count), title=best.title, score=best.score, points=results.points
        )

    def marks(self) -> tuple[int, int]:
        return len(self._results.stories), 1

    def story(self, mark: Mark) -> int | None:
        return self._results.stories[mark[0]].number

    def words(self, mark: Mark) -> str:
        story, results = self._results.stories[mark[0]], self._results
        told = _(
            "{rank}. {title}: {score:.2f}, nine times in ten between {low:.2f} and {high:.2f};"
            " {chance} in the top {top}"
        ).format(
            rank=story.rank,
            title=titled(story.title, story.number),
            score=story.score,
            low=story.low,
            high=story.high,
            chance=chance_words(story.p_top),
            top=results.top,
        )
        if story.mean is None:
            return _("{story}; not read yet").format(story=told)
        answers = plural(
            "{story}; plain mean {mean:.2f} of {n} answer",
            "{story}; plain mean {mean:.2f} of {n} answers",
            story.n,
        )
        return answers.format(story=told, mean=story.mean, n=story.n)

    def numbers(self) -> Numbers:
        stories = self._results.stories

        def row(place: int) -> Sequence[Cell]:
            story = stories[place]
            mean = "" if story.mean is None else round(story.mean, 3)
            figures = (round(each, 3) for each in (story.score, story.low, story.high, story.p_top))
            return story.rank, story.number, story.title, *figures, mean, story.n

        chance = _("Chance of top {top}").format(top=self._results.top)
        headings = (_("Rank"), _("Number"), _("Story"), _("Score"), _("Low"), _("High"), chance)
        return Numbers(headings=(*headings, _("Mean"), _("Readings")), count=len(stories), row=row)

    # --- where things lie --------------------------------------------------------------------------------

    def size(self, width: float) -> QSizeF:
        return QSizeF(420, _HEAD + _ROW * len(self._results.stories) + 6)

    def heading(self) -> QSizeF:
        return QSizeF(0, _HEAD)

    def box(self, mark: Mark, room: QSizeF) -> QRectF:
        return QRectF(0, _HEAD + mark[0] * _ROW, room.width(), _ROW)

    def mark_at(self, place: QPointF, room: QSizeF) -> Mark | None:
        row = int((place.y() - _HEAD) // _ROW)
        return (row, 0) if 0 <= row < len(self._results.stories) else None

    def _names(self, room: QSizeF) -> float:
        return _NAMES if room.width() >= _NARROW else _NARROW_NAMES

    def _across(self, value: float, room: QSizeF) -> float:
        """Where a value of the scale lies."""
        begin = _RANK + self._names(room) + _SIDE
        wide = room.width() - _CHANCE - _SIDE - begin
        return begin + wide * (value - 1) / max(1, self._results.points - 1)

    # --- what is drawn -----------------------------------------------------------------------------------

    def draw(self, drawing: Drawing) -> None:
        stories, seen = self._results.stories, drawing.seen
        first = max(0, int(seen.top() // _ROW))
        last = min(len(stories), int((seen.bottom() - _HEAD) // _ROW) + 1)
        foot = min(seen.bottom(), _HEAD + len(stories) * _ROW)
        for row in range(first, last):
            if drawing.mark == (row, 0):
                drawing.fill(self.box((row, 0), drawing.room), Role.ACCENT_SOFT, 4)
        for point in range(1, self._results.points + 1):
            x = self._across(point, drawing.room)
            drawing.line(QPointF(x, seen.top() + _HEAD), QPointF(x, foot), Role.LINE)
        for row in range(first, last):
            self._draw_story(drawing, row, stories[row])
        self._draw_cut(drawing, first, last)
        self._draw_head(drawing)

    def _draw_story(self, drawing: Drawing, row: int, story: StoryResult) -> None:
        room, top = drawing.room, self.box((row, 0), drawing.room).top()
        middle = top + _ROW / 2
        drawing.write(QRectF(0, top, _RANK - 10, _ROW), str(story.rank), _RANKS)
        drawing.write(QRectF(_RANK, top, self._names(room), _ROW), story.title, _WORDS)
        low, score, high = (self._across(each, room) for each in (story.low, story.score, story.high))
        band = QRectF(low, middle - _BAND / 2, max(high - low, _BAND), _BAND)
        drawing.fill(band, drawing.soft(Role.ACCENT, 0.42), _BAND / 2)
        drawing.dot(QPointF(score, middle), _DOT, Role.ACCENT)
        if story.mean is not None:
            x = self._across(story.mean, room)
            mean = QRectF(x - _MEAN / 2, middle - _MEAN / 2, _MEAN, _MEAN)
            drawing.fill(mean, Role.SURFACE)
            drawing.outline(mean, Role.TEXT, 0, 1.4)
        chance = QRectF(room.width() - _CHANCE, top, _CHANCE - 8, _ROW)
        drawing.write(chance, chance_words(story.p_top), _ENDS)

    def _draw_cut(self, drawing: Drawing, first: int, last: int) -> None:
        top = self._results.top
        if first < top < len(self._results.stories) and top <= last:
            y = _HEAD + top * _ROW
            drawing.line(QPointF(0, y), QPointF(drawing.room.width(), y), Role.SPARK, 1.2, dashed=True)

    def _draw_head(self, drawing: Drawing) -> None:
        room, top = drawing.room, drawing.seen.top()
        drawing.fill(QRectF(0, top, room.width(), _HEAD), Role.SURFACE)
        self._draw_key(drawing)
        for point in range(1, self._results.points + 1):
            box = QRectF(self._across(point, room) - 20, top + _HEAD - 18, 40, 16)
            drawing.write(box, str(point), _POINT)
        words = _("Top {top}").format(top=self._results.top)
        drawing.write(QRectF(room.width() - _CHANCE, top + _HEAD - 18, _CHANCE - 8, 16), words, _RANKS)
        drawing.line(QPointF(0, top + _HEAD), QPointF(room.width(), top + _HEAD), Role.LINE)

    def _draw_key(self, drawing: Drawing) -> None:
        """What dot, band, square and line mean."""
        middle, left = drawing.seen.top() + 10, 0.0
        drawing.dot(QPointF(_DOT / 2, middle), _DOT, Role.ACCENT)
        left = self._say(drawing, _DOT + 5, middle, _("estimate"))
        drawing.fill(QRectF(left, middle - _BAND / 2, 26, _BAND), drawing.soft(Role.ACCENT, 0.42), _BAND / 2)
        left = self._say(drawing, left + 31, middle, _("nine times in ten"))
        drawing.outline(QRectF(left, middle - _MEAN / 2, _MEAN, _MEAN), Role.TEXT, 0, 1.4)
        left = self._say(drawing, left + _MEAN + 5, middle, _("plain mean"))
        if self._results.top < len(self._results.stories):
            line = QPointF(left + 26, middle)
            drawing.line(QPointF(left, middle), line, Role.SPARK, 1.2, dashed=True)
            words = _("cut for a shortlist of {top}").format(top=self._results.top)
            self._say(drawing, left + 31, middle, words, _CUT)

    def _say(
        self, drawing: Drawing, left: float, middle: float, words: str, how: Lettering = _MUTED
    ) -> float:
        wide = drawing.wide(words, how)
        drawing.write(QRectF(left, middle - 8, wide, 16), words, how)
        return left + wide + 18
