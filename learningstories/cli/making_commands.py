"""Commands that make files: export, sample, tour."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.i18n import _, plural
from learningstories.services.progress import Control

if TYPE_CHECKING:
    from learningstories.services.showcase import MadeBook


def _export_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "what",
        choices=["book", "call"],
        help=_(
            "the showcase book, a PDF; or the call for stories, in the form that the ending of PATH names"
        ),
    )
    parser.add_argument(
        "--out", metavar="PATH", type=arguments.target, required=True, help=_("the file to write")
    )


def _export(given: Namespace, desk: Desk) -> int:
    return _export_call(given, desk) if given.what == "call" else _export_book(given, desk)


def _export_call(given: Namespace, desk: Desk) -> int:
    from learningstories.services.calling import save_call  # noqa: PLC0415 - brings Babel along

    with desk.reading(given.file) as opened:
        saved = save_call(opened.workspace, desk.toolbox, given.out, Control())
    found: dict[str, Any] = {"path": str(given.out), "form": saved.form.removeprefix(".")}
    if saved.accessible is not None:
        found |= {"pages": 1, "accessible": saved.accessible}
    told = _("Saved {path}").format(path=given.out)
    desk.output.give(found | {"notes": list(saved.notes)}, lambda: [told, *saved.notes])
    return DONE


def _export_book(given: Namespace, desk: Desk) -> int:
    from learningstories.services import showcase  # noqa: PLC0415 - brings Babel along

    with desk.reading(given.file) as opened:
        made = showcase.make(opened.workspace, desk.toolbox, given.out, Control())
    found = {
        "path": str(given.out),
        "pages": made.report.pages,
        "accessible": made.report.accessible,
        "notes": list(made.report.notes),
        "left_out": [{"number": out.number, "why": out.why} for out in made.left_out],
    }
    desk.output.give(found, lambda: _book_told(given.out, made))
    return DONE


def _book_told(path: Path, made: "MadeBook") -> Iterator[str]:
    pages = plural("{n} page", "{n} pages", made.report.pages).format(n=made.report.pages)
    yield _("Saved {path}: {pages}").format(path=path, pages=pages)
    yield from made.report.notes
    for out in made.left_out:
        yield _("Not in it: #{number} {title}. {why}.").format(
            number=out.number, title=out.title, why=out.why
        )


def _sample_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("where to put it"))


def _sample(given: Namespace, desk: Desk) -> int:
    from learningstories.services.sample import make_sample  # noqa: PLC0415 - only this command needs it

    made = make_sample(desk.toolbox, given.folder, Control())
    found = {"file": str(made.file), "stories": made.stories}
    told = plural("{n} story in {file}", "{n} stories in {file}", made.stories)
    desk.output.give(found, lambda: [told.format(n=made.stories, file=made.file)])
    return DONE


def _tour(given: Namespace, desk: Desk) -> int:
    from learningstories.services.tour import whole_job  # noqa: PLC0415 - brings NumPy and SciPy along

    done = whole_job(desk.toolbox, given.folder, Control())
    pictures = [str(path) for path in desk.toolbox.screenshots(done.file, given.folder)]
    found: dict[str, Any] = {
        "file": str(done.file),
        "book": str(done.book),
        "pages": done.pages,
        "stories": list(done.numbers),
        "screenshots": pictures,
    }
    told = [
        _("The sample challenge: {path}").format(path=done.file),
        _("The showcase book: {path}").format(path=done.book),
        *(_("A page of the window: {path}").format(path=path) for path in pictures),
    ]
    desk.output.give(found, lambda: told)
    return DONE


COMMANDS = (
    Command("export", _("save the showcase book or the call for stories"), _export_arguments, _export),
    Command("sample", _("write the sample challenge and its story files"), _sample_arguments, _sample),
    Command(
        "tour",
        _("do the whole main job on the sample and leave the results in DIR"),
        _sample_arguments,
        _tour,
    ),
)
