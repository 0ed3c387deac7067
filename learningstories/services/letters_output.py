"""The letters as one PDF and as mail drafts, which only a person sends, in an outbox."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import NothingToWrite
from learningstories.i18n import _, listed, quoted, speaking
from learningstories.services.account_output import ranked
from learningstories.services.challenges import book_of
from learningstories.services.document_content import Line, Printed
from learningstories.services.letters import Letter, letters
from learningstories.services.one_line import one_line
from learningstories.services.output import MadeOutput, Order
from learningstories.services.output_choices import tells_rank, with_choices
from learningstories.services.receipts import ENDING, addressed, may_be_written_to
from learningstories.services.saving import fit_name
from learningstories.services.saving_folder import whole_folder
from learningstories.services.sheets import make_sheets, sheets

_PDF = ".pdf"
_PRINTED, _OUTBOX = f"letters{_PDF}", "outbox"
_MOST_LETTERS = 150  # of a title or a name in the head of a mail
_MOST_NAMED = 10


def make_letters(order: Order) -> MadeOutput:
    """A folder with both, or the PDF alone where the target is named so; raises `NothingToWrite`,
    `FolderTaken`.
    """
    with order.workspace.read() as unit:
        challenge, book = unit.challenge(), with_choices(book_of(unit), order.choices)
    ranks = _ranks(order) if tells_rank(book) else {}
    with order.workspace.read() as unit, speaking(challenge.language):
        written = list(letters(unit, ranks))
    if not written:
        raise NothingToWrite
    with speaking(challenge.language):
        data: dict[str, Printed] = {"letters": [_printed(letter, challenge) for letter in written]}
        content = sheets(order, challenge, book, template="letters", title=_("Letters"), data=data)
        if order.target.suffix.casefold() == _PDF:
            return replace(make_sheets(order, content), form=_PDF.removeprefix("."))
        with whole_folder(order.target, _is_ours) as folder:
            made = order.toolbox.make_document(content, folder / _PRINTED, order.control)
            drafts = _write_drafts(folder / _OUTBOX, written, challenge, order)
    return MadeOutput(
        path=order.target,
        pages=made.pages,
        files=drafts + 1,
        accessible=made.accessible,
        notes=(*made.notes, *_without_address(written)),
    )


def _ranks(order: Order) -> dict[int, int]:
    """The rank of each story that readers gave one, by its number."""
    results = ranked(order)
    return {story.number: story.rank for story in results.stories if story.n} if results else {}


def _is_ours(name: str) -> bool:
    return name == _PRINTED or (name.startswith(f"{_OUTBOX}/") and name.endswith(ENDING))


def _write_drafts(folder: Path, written: Sequence[Letter], challenge: Challenge, order: Order) -> int:
    folder.mkdir()
    able = [letter for letter in written if may_be_written_to(letter.email)]
    for place, letter in enumerate(able, start=1):
        order.control.step(place, len(able))
        named = fit_name(f"{place:03} {one_line(letter.name or letter.about, _MOST_LETTERS // 2)}")
        (folder / f"{named}{ENDING}").write_bytes(bytes(letter_draft(letter, challenge)))
    return len(able)


def _without_address(written: Sequence[Letter]) -> Iterator[str]:
    bare = [each.name or each.about for each in written if not may_be_written_to(each.email)]
    if bare:
        more = ["…"] if len(bare) > _MOST_NAMED else []
        told = _("Printed only, because there is no address to write to: {names}")
        yield told.format(names=listed([*bare[:_MOST_NAMED], *more]))


def letter_draft(letter: Letter, challenge: Challenge) -> EmailMessage:
    """The letter as a draft. Words as in `speaking`."""
    sender = challenge.contact.strip()
    message = EmailMessage(policy=SMTP if (sender + letter.email).isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"  # mail programs open it to be sent, not as one that came
    if may_be_written_to(sender):
        message["From"] = addressed(challenge.community or challenge.title, sender)
    message["To"] = addressed(letter.name, letter.email)
    message["Subject"] = one_line(letter.about, _MOST_LETTERS)
    message.set_content("\n".join(_lines(letter, challenge)) + "\n", cte="quoted-printable")
    return message


def _lines(letter: Letter, challenge: Challenge) -> Iterator[str]:
    yield _greeting(letter)
    for passage in letter.passages:
        yield ""
        yield passage.words
        for quote in passage.quotes:
            yield f"  {quoted(quote)}"
    yield ""
    yield from filter(None, _signed(challenge))


def _greeting(letter: Letter) -> str:
    name = one_line(letter.name, _MOST_LETTERS)
    return _("Dear {name},").format(name=name) if name else _("Hello,")


def _signed(challenge: Challenge) -> tuple[str, str]:
    who = one_line(challenge.community or challenge.title, _MOST_LETTERS)
    return who, one_line(challenge.contact, _MOST_LETTERS)


def _printed(letter: Letter, challenge: Challenge) -> dict[str, Printed]:
    who, contact = _signed(challenge)
    return {
        "about": letter.about,
        "greeting": _greeting(letter),
        "passages": [
            {
                "words": passage.words,
                "quotes": [Line(text=quoted(quote), language=passage.language) for quote in passage.quotes],
            }
            for passage in letter.passages
        ],
        "who": who,
        "contact": contact,
    }
