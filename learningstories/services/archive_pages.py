"""The pages of the archive that people read: what it is, the challenge, and what readers made of a story."""

from collections.abc import Iterator, Sequence

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Concern, Knows, Reading
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import Story
from learningstories.i18n import _, plural
from learningstories.services.account_output import markdown
from learningstories.services.account_words import Block
from learningstories.services.copy_words import own_copy_words
from learningstories.services.shortlisting import Programme
from learningstories.services.wording import concern_words, moment_words


def read_me(challenge: Challenge, stories: int) -> str:
    """What is in the archive, and whose names and addresses."""
    blocks: list[Block] = [
        _line(own_copy_words()),
        _heading(_("What is in it")),
        _list(
            plural(
                "stories: {n} story as text (Markdown)", "stories: {n} stories as texts (Markdown)", stories
            ).format(n=stories),
            _("files: what came along with each story, byte for byte, under the story's number"),
            _("readings: what readers made of each story that was read"),
            _("challenge.md: the challenge, its rules and its shortlist"),
            _("challenge.json: all of that and earlier versions of the texts, for scripts"),
        ),
        _heading(_("Personal data in it")),
        _list(
            _(
                "of authors: names, e-mail addresses, texts, consents, and files as they sent them; pictures "
                "may tell where and when they were taken"
            ),
            _("of readers: names, e-mail addresses, answers, reasons, concerns, whose author they know"),
            _("of guests: names, e-mail addresses and promises"),
        ),
        _heading(_("What is not in it")),
        _line(_("The history of changes, packs with their words and keys, and returns as they came.")),
    ]
    return markdown(_("Archive of a challenge"), challenge.title, blocks)


def challenge_page(challenge: Challenge, made: Programme) -> str:
    """What was asked, until when, and what was chosen."""
    facts = [
        _("Closes: {moment}").format(moment=moment_words(challenge.closes_at, challenge.zone)),
        _("Question: {question}").format(question=challenge.question),
        *(f"{point}: {words}" for point, words in enumerate(challenge.scale, start=1)),
        *(criterion.question for criterion in challenge.criteria),
    ]
    if challenge.event_at:
        evening = moment_words(challenge.event_at, challenge.zone)
        facts.append(_("The evening: {moment}").format(moment=evening))
    blocks = [_line(challenge.call), _list(*facts), *_shortlist(made)]
    return markdown(challenge.title, challenge.community, blocks)


def _shortlist(made: Programme) -> Iterator[Block]:
    if made.places:
        columns = (_("Place"), _("Number"), _("Story"), _("Author"), _("Minutes"), _("Reason"))
        rows = [
            (place.choice.position, place.story.number, place.story.title, place.story.author, place.minutes,
             place.choice.reason)
            for place in made.places
        ]  # fmt: skip
        yield _heading(_("Shortlist"))
        yield _table(columns, rows)
    if made.excluded:
        yield _heading(_("Excluded"))
        yield _list(*(f"#{story.number} {story.title}: {choice.reason}" for story, choice in made.excluded))


def readings_page(
    challenge: Challenge, story: Story, readings: Sequence[Reading], readers: dict[ReviewerId, Reviewer]
) -> str:
    """All that readers said of a story."""
    blocks: list[Block] = []
    for reading in sorted(readings, key=lambda one: (readers[one.reviewer_id].name, one.id.int)):
        blocks += [_heading(readers[reading.reviewer_id].name), _list(*answer_lines(challenge, reading))]
    return markdown(f"#{story.number} {story.title}", challenge.title, blocks)


def answer_lines(challenge: Challenge, reading: Reading) -> Iterator[str]:
    """What a reader said, each answer after its question."""
    further = zip(challenge.criteria, reading.criteria, strict=False)
    asked = [
        (challenge.question, reading.value),
        *((criterion.question, answer) for criterion, answer in further),
        (challenge.action_question, _("Nothing") if reading.no_action else reading.action),
        (challenge.chance_question, f"{reading.chance} %" if reading.chance is not None else ""),
        (challenge.why_question, reading.why),
    ]
    yield from (f"{question} {answer}" for question, answer in asked if answer)
    if reading.knows is Knows.ASIDE:
        yield _("Stepped aside: {reason}").format(reason=reading.aside_reason)
    if reading.concern is not Concern.NONE:
        yield f"{concern_words(reading.concern)}: {reading.concern_note}"


def _line(words: str) -> Block:
    return {"kind": "line", "line": words}


def _heading(words: str) -> Block:
    return {"kind": "heading", "line": words}


def _list(*lines: str) -> Block:
    return {"kind": "list", "lines": list(lines)}


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Block:
    named = [{"name": name, "align": "start"} for name in columns]
    return {"kind": "table", "columns": named, "rows": [[str(cell) for cell in row] for row in rows]}
