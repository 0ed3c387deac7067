"""Commands that make files: export, sample, tour."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.domain.showcase import Paper
from learningstories.i18n import _, plural
from learningstories.services.output import Order
from learningstories.services.outputs import make_output, outputs
from learningstories.services.progress import Control

if TYPE_CHECKING:
    from learningstories.services.output import MadeOutput


def _export_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "kind",
        metavar="KIND",
        choices=[output.kind for output in outputs()],
        help=_("what to make: {kinds}").format(kinds=", ".join(output.kind for output in outputs())),
    )
    parser.add_argument(
        "--out",
        metavar="PATH",
        type=arguments.target,
        required=True,
        help=_("the file to write; its ending names the form, where there is more than one"),
    )
    parser.add_argument(
        "--paper", choices=[str(paper) for paper in Paper], help=_("the paper, where pages are made")
    )


def _export(given: Namespace, desk: Desk) -> int:
    with desk.reading(given.file) as opened:
        order = Order(
            workspace=opened.workspace,
            toolbox=desk.toolbox,
            target=given.out,
            control=Control(),
            paper=Paper(given.paper) if given.paper else None,
            lists=opened.lists,
        )
        made = make_output(given.kind, order)
    desk.output.give(_found(given.kind, made), lambda: _told(made))
    return DONE


def _found(kind: str, made: "MadeOutput") -> dict[str, Any]:
    known = {"pages": made.pages, "files": made.files, "accessible": made.accessible}
    return {
        "path": str(made.path),
        "kind": kind,
        **({"form": made.form} if made.form else {}),
        **{name: value for name, value in known.items() if value is not None},
        "notes": list(made.notes),
        "left_out": [{"number": out.number, "why": out.why} for out in made.left_out],
    }


def _told(made: "MadeOutput") -> Iterator[str]:
    yield _("Saved {path}{much}").format(path=made.path, much=_much(made))
    yield from made.notes
    for out in made.left_out:
        yield _("Not in it: #{number} {title}. {why}.").format(
            number=out.number, title=out.title, why=out.why
        )


def _much(made: "MadeOutput") -> str:
    if made.files is not None:
        return ": " + plural("{n} file", "{n} files", made.files).format(n=made.files)
    if made.pages is not None:
        return ": " + plural("{n} page", "{n} pages", made.pages).format(n=made.pages)
    return ""


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
    Command(
        "export", _("make the showcase book, or anything else for the evening"), _export_arguments, _export
    ),
    Command("sample", _("write the sample challenge and its story files"), _sample_arguments, _sample),
    Command(
        "tour",
        _("do the whole main job on the sample and leave the results in DIR"),
        _sample_arguments,
        _tour,
    ),
)
