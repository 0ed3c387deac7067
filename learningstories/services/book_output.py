"""Makes the showcase book and its edition in large print, in parts where it is too big for one file."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from learningstories.i18n import _, listed, speaking
from learningstories.services.book_content import BookContent, BookReport, BookStory
from learningstories.services.gate import Passed, through
from learningstories.services.output import MadeOutput, Order, Use, sheet_paper
from learningstories.services.progress import Control
from learningstories.services.saving import beside_of, not_written
from learningstories.services.showcase import book_content

MOST_STORIES = 200  # of a part: the typesetter's memory grows with the pages
MOST_LETTERS = 1_500_000  # of a part, about 250,000 words


def make_book(order: Order) -> MadeOutput:
    """Typeset the shortlist as a book.

    A story whose author has not agreed to print is never handed to the typesetter, whatever the
    shortlist says. Raises `ShortlistEmpty`, `NoPrintConsent` when no story is left, and what
    `toolbox.make_book` raises; then the target is as it was.
    """
    return _make(order, large=False)


def make_large_print(order: Order) -> MadeOutput:
    """The same in large letters and a plain layout, on sheets."""
    return _make(order, large=True)


def _make(order: Order, *, large: bool) -> MadeOutput:
    with TemporaryDirectory(prefix="learningstories-") as folder:
        try:
            passed, content = _read(order, Path(folder))
        except OSError as error:  # there is no room for the pictures
            raise not_written(order.target, error.errno, error.strerror) from error
        content = replace(content, paper=order.paper or content.paper)
        if large:
            paper = sheet_paper(order.paper, passed.book)
            content = replace(content, large=True, paper=paper, bleed=False, fours=False)
        parts = in_parts(content)
        if len(parts) == 1:
            report = order.toolbox.make_book(content, order.target, order.control)
            return _made(order.target, [report], passed)
        return _made_in_parts(order, parts, passed)


def _read(order: Order, folder: Path) -> tuple[Passed, BookContent]:
    with order.workspace.read() as unit:
        passed = through(unit, Use.PRINT)
        to_html = order.toolbox.documents.to_html
        with speaking(passed.challenge.language):
            return passed, book_content(unit, passed, to_html, folder, order.control)


def in_parts(content: BookContent) -> tuple[BookContent, ...]:
    """The book, or as many as it must be, each with pages and contents of its own."""
    groups = list(_groups(content.stories))
    if len(groups) == 1:
        return (content,)
    with speaking(content.language):
        named = [
            _("Part {number} of {count}").format(number=number, count=len(groups))
            for number in range(1, len(groups) + 1)
        ]
    return tuple(
        replace(content, stories=tuple(group), subtitle=(name, *content.subtitle))
        for name, group in zip(named, groups, strict=True)
    )


def _groups(stories: Sequence[BookStory]) -> Iterator[list[BookStory]]:
    group: list[BookStory] = []
    letters = 0
    for story in stories:
        full = len(group) == MOST_STORIES or letters + len(story.html) > MOST_LETTERS
        if group and full:
            yield group
            group, letters = [], 0
        group.append(story)
        letters += len(story.html)
    yield group


def _made_in_parts(order: Order, parts: Sequence[BookContent], passed: Passed) -> MadeOutput:
    """Each part is a file beside the others; all of them are there in the end, or none."""
    targets = [order.target.with_stem(f"{order.target.stem} {number}") for number, _p in zip(count(1), parts)]
    total = sum(len(part.stories) + 1 for part in parts)
    reports: list[BookReport] = []
    with ExitStack() as scraps:
        made: list[Path] = []
        done = 0
        for part, target in zip(parts, targets, strict=True):
            beside = beside_of(target)
            scraps.callback(beside.unlink, missing_ok=True)
            reports.append(order.toolbox.make_book(part, beside, _after(order.control, done, total)))
            made.append(beside)
            done += len(part.stories) + 1
        for beside, target in zip(made, targets, strict=True):
            try:
                beside.replace(target)
            except OSError as error:
                raise not_written(target, error.errno, error.strerror) from error
    told = _("The book is in {count} parts, each with page numbers of its own: {names}.").format(
        count=len(parts), names=listed(target.name for target in targets)
    )
    output = _made(targets[0], reports, passed)
    return replace(output, files=len(parts), notes=(told, *output.notes), parts=tuple(targets))


def _after(control: Control, done: int, total: int) -> Control:
    """What a part's steps are told to: they come after the `done` ones of all parts' `total`."""
    return Control(lambda now, _of_the_part: control.step(done + now, total))


def _made(target: Path, reports: Sequence[BookReport], passed: Passed) -> MadeOutput:
    return MadeOutput(
        path=target,
        pages=sum(report.pages for report in reports),
        bytes=sum(report.bytes for report in reports),
        accessible=all(report.accessible for report in reports),
        notes=tuple(note for report in reports for note in report.notes),
        left_out=passed.left_out,
    )
