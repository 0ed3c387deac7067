"""Commands that get stories to reviewers: pack, reviewers."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.domain.deadline import read_moment
from learningstories.domain.pack import pack_name
from learningstories.i18n import _, listed, plural
from learningstories.services.pack_order import (
    LARGE_FOR_MAIL,
    TOO_LARGE_FOR_MAIL,
    MadePack,
    MadePacks,
    PackOrder,
)
from learningstories.services.progress import Control
from learningstories.services.reviewer_list import ReviewerLine, ReviewerList, reviewer_list
from learningstories.services.wording import short_moment, size_words


def _pack_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    add = parser.add_argument
    add("--out", metavar="DIR", type=Path, required=True, help=_("where to put them"))
    add(
        "--reviewer",
        metavar="EMAIL",
        action="append",
        default=[],
        help=_("for this one only; may be repeated"),
    )
    add("--html", action="store_true", help=_("make a page that any browser shows of each, too"))
    add("--booklet", action="store_true", help=_("typeset each to be read on paper, with a ballot, too"))
    add("--mail", action="store_true", help=_("write the mail that carries each, too, as a draft"))
    add("--protect", action="store_true", help=_("seal each with five words of its own"))
    add("--return-by", metavar="WHEN", help=_("until when returns count, such as “2013-04-02 18:00”"))


def _pack(given: Namespace, desk: Desk) -> int:
    from learningstories.services.packing import make_packs  # noqa: PLC0415 - brings Babel along

    with desk.writing(given.file) as opened:
        with opened.workspace.read() as unit:
            zone = unit.challenge().zone
        order = PackOrder(
            folder=given.out,
            emails=given.reviewer,
            protect=given.protect,
            mail=given.mail,
            make_page=desk.toolbox.make_page if given.html else None,
            make_booklet=desk.toolbox.make_booklet if given.booklet else None,
            return_by=read_moment(given.return_by, zone) if given.return_by else None,
        )
        made = make_packs(opened.workspace, desk.toolbox.packs(), order, Control())
    desk.output.give([_pack_shape(one) for one in made.packs], lambda: _packs_told(made.packs))
    for sentence in _remarks(made):
        desk.output.complain(sentence)
    return DONE


def _pack_shape(made: MadePack) -> dict[str, Any]:
    shape = {
        "reviewer": made.reviewer.email,
        "pack_id": pack_name(made.pack.id),
        "path": str(made.path),
        "html": str(made.page) if made.page else None,
        "mail": str(made.mail) if made.mail else None,
        "bytes": made.size,
        "stories": len(made.pack.stories),
    }
    if made.booklet:
        shape["booklet"] = str(made.booklet)
    return {**shape, "phrase": made.pack.phrase} if made.pack.protected else shape


def _packs_told(packs: Sequence[MadePack]) -> Iterator[str]:
    for made in packs:
        count, size = _stories(len(made.pack.stories)), size_words(made.size)
        yield f"{made.path}  ({made.reviewer.name}, {count}, {size})"
        yield from (f"    {also}" for also in (made.page, made.booklet, made.mail) if also is not None)
        if made.pack.protected:
            yield _("    opens with: {phrase}").format(phrase=made.pack.phrase)


def _remarks(made: MadePacks) -> Iterator[str]:
    """What the organiser should know before the packs are sent."""
    if made.without:
        names = listed(person.name for person in made.without)
        yield _("There is nothing to read for {names}, who got no pack.").format(names=names)
    if made.unapproved:
        numbers = listed(f"#{number}" for number in made.unapproved)
        yield _("Names were replaced in {numbers}, and nobody has looked at it yet.").format(numbers=numbers)
    too_large = made.larger_than(TOO_LARGE_FOR_MAIL)
    for one in made.larger_than(LARGE_FOR_MAIL):
        told = (
            _("The pack for {name} has {size}: too much for most mailboxes. Send it by another way.")
            if one in too_large
            else _("The pack for {name} has {size}, which some mailboxes refuse.")
        )
        yield told.format(name=one.reviewer.name, size=size_words(one.mailed))


def _reviewers(given: Namespace, desk: Desk) -> int:
    with desk.reading(given.file) as opened:
        people = reviewer_list(opened.workspace, opened.lists, fewest=sys.maxsize)
        with opened.workspace.read() as unit:
            zone = unit.challenge().zone
    desk.output.give([_reviewer_shape(line) for line in people.lines], lambda: _people_told(people, zone))
    return DONE


def _reviewer_shape(line: ReviewerLine) -> dict[str, Any]:
    return {
        "name": line.reviewer.name,
        "email": line.reviewer.email,
        "assigned": line.wanted,
        "returned": line.read + len(line.aside),
        "last_return": line.last_return.isoformat() if line.last_return else None,
    }


def _people_told(people: ReviewerList, zone: str) -> Iterator[str]:
    yield from columns(
        [
            (
                line.reviewer.name,
                line.reviewer.email,
                _("{done} of {wanted}").format(done=line.read + len(line.aside), wanted=line.wanted),
                _("returned {moment}").format(moment=short_moment(line.last_return, zone))
                if line.last_return
                else _("nothing returned"),
            )
            for line in people.lines
        ]
    )
    yield ""
    short = [story for story in people.coverage.fewest if story.readers < people.readings_wanted]
    enough = people.coverage.count - len(short)
    told = plural("{n} story has enough readers.", "{n} stories have enough readers.", enough).format(
        n=enough
    )
    yield told
    for story in short:
        yield _("#{number} {title}: {readers} of {wanted}").format(
            number=story.number, title=story.title, readers=story.readers, wanted=people.readings_wanted
        )


def _stories(count: int) -> str:
    return plural("{n} story", "{n} stories", count).format(n=count)


def _just_file(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))


COMMANDS = (
    Command("pack", _("make packs for reviewers to read offline"), _pack_arguments, _pack),
    Command("reviewers", _("who has read what, and what still lacks readers"), _just_file, _reviewers),
)
