"""Commands that make files: export, sample, tour."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, REFUSED, USAGE, Command, Desk, add_file
from learningstories.domain.errors import FileForbidden, FileMissing
from learningstories.domain.showcase import Paper
from learningstories.i18n import _, plural
from learningstories.services.guests import chosen_guests, read_guests
from learningstories.services.output import Order
from learningstories.services.output_choices import (
    ADDRESS,
    CERTIFICATES,
    CERTIFIED,
    LETTERS,
    RANK,
    WEB,
    Certified,
)
from learningstories.services.outputs import make_output, outputs
from learningstories.services.progress import Control

if TYPE_CHECKING:
    from learningstories.services.output import MadeOutput

EVERYTHING = "everything"
_MOST_BYTES = 1_000_000  # of a list of guests


def _export_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "kind",
        metavar="KIND",
        choices=_kinds(),
        help=_("what to make: {kinds}").format(kinds=", ".join(_kinds())),
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
    parser.add_argument(
        "--guests",
        metavar="LIST",
        type=arguments.source,
        help=_("cards: a file with the guests' names, one on each line"),
    )
    parser.add_argument(
        "--for",
        dest="certified",
        choices=[str(each) for each in Certified],
        help=_("certificates: chosen authors, all authors, or readers"),
    )
    parser.add_argument(
        "--address", metavar="URL", type=arguments.online, help=_("web: where the folder will be online")
    )
    parser.add_argument(
        "--rank", action="store_true", help=_("letters: tell each author the rank of the story")
    )


def _kinds() -> list[str]:
    return [*(output.kind for output in outputs()), EVERYTHING]


def _export(given: Namespace, desk: Desk) -> int:
    choices = _choices(given)
    strange = set(choices) - {given.kind}
    if strange and given.kind != EVERYTHING:
        desk.output.complain(
            _("{kind} has no such choice: it is one of {others}.").format(
                kind=given.kind, others=", ".join(sorted(strange))
            )
        )
        return USAGE
    with desk.reading(given.file) as opened:
        order = Order(
            workspace=opened.workspace,
            toolbox=desk.toolbox,
            target=given.out,
            control=Control(),
            paper=Paper(given.paper) if given.paper else None,
            lists=opened.lists,
            choices=choices,
        )
        if given.kind == EVERYTHING:
            return _everything(order, desk)
        made = make_output(given.kind, order)
    desk.output.give(_found(given.kind, made), lambda: _told(made))
    return DONE


def _choices(given: Namespace) -> dict[str, Mapping[str, Any]]:
    """What is chosen for this time only, by kinds."""
    found: dict[str, Mapping[str, Any]] = {}
    if given.guests is not None:
        found |= chosen_guests(read_guests(_text(given.guests)))
    if given.certified:
        found[CERTIFICATES] = {CERTIFIED: given.certified}
    if given.address:
        found[WEB] = {ADDRESS: given.address}
    if given.rank:
        found[LETTERS] = {RANK: True}
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except PermissionError as error:
        raise FileForbidden(path.name) from error
    except OSError as error:
        raise FileMissing(path.name) from error


def _everything(order: Order, desk: Desk) -> int:
    from learningstories.services.everything import make_only, save_everything  # noqa: PLC0415 - only here

    done = save_everything(order, save=make_only)
    found = {
        "path": str(order.target),
        "kind": EVERYTHING,
        "made": [str(made.path) for made in done.made],
        "not_made": [{"kind": each.kind, "why": each.why} for each in done.not_made],
    }
    told = [line for made in done.made for line in _told(made)]
    told += [f"{each.title}: {each.why}" for each in done.not_made]
    desk.output.give(found, lambda: told)
    return DONE if done.made else REFUSED


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
