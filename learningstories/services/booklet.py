"""Words a pack's printed booklet: its cover, how to answer, its stories and the ballot."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from learningstories.domain.showcase import Look, Paper
from learningstories.domain.story import minutes_to_read
from learningstories.i18n import _, plural, quoted, speaking
from learningstories.services.ballots import ballot_code, told_code
from learningstories.services.book_content import BookContent, BookPicture, BookStory
from learningstories.services.booklet_content import BallotLine, BallotQuestion, BookletContent
from learningstories.services.hand_lines import example_lines, further_told
from learningstories.services.one_line import one_line
from learningstories.services.pack_contents import PackContents, PackStory
from learningstories.services.written_dates import written_moment

ToHtml = Callable[[str], str]
_MOST_LETTERS = 300
_SHA = slice(6, 70)  # of a file's name within a pack


def booklet_content(contents: PackContents, paper: Paper, to_html: ToHtml, folder: Path) -> BookletContent:
    """The booklet of a pack; its pictures are written to `folder`, to be read by whoever sets it."""
    challenge = contents.challenge
    pictures = {name: folder / name.rpartition("/")[2] for name in contents.media if _is_picture(name)}
    for name, path in pictures.items():
        path.write_bytes(contents.media[name])
    with speaking(challenge.language) as tongue:
        return BookletContent(
            book=_book(contents, paper, tongue, [_story(one, to_html, pictures) for one in contents.stories]),
            reviewer=contents.reviewer.name,
            how=_("How to answer"),
            steps=tuple(_steps(contents)),
            question=challenge.question,
            points=challenge.scale,
            further=tuple(
                BallotQuestion(question=each.question, points=each.scale) for each in challenge.criteria
            ),
            action=challenge.action_question,
            aside=_("I step aside from this story, because:"),
            ballot=_("Your ballot"),
            ballot_hint=_("If you send back only this, it is enough: the page, a copy or a picture of it."),
            story=_("Story"),
            code=_("Code"),
            answer=_("Your answer"),
            lines=tuple(
                BallotLine(
                    number=story.number, title=story.title, language=story.language,
                    code=told_code(ballot_code(contents.id, story.id)),
                )
                for story in contents.stories
            ),
        )  # fmt: skip


def _book(contents: PackContents, paper: Paper, tongue: str, stories: Sequence[BookStory]) -> BookContent:
    challenge = contents.challenge
    return BookContent(
        title=challenge.title,
        subtitle=tuple(_subtitle(contents)),
        colophon=_colophon(contents),
        organisation=challenge.community,
        language=tongue,
        dated=contents.made_at.date(),
        paper=Paper.LETTER if paper is Paper.LETTER else Paper.A4,
        look=Look.LAKE,
        stories=tuple(stories),
    )


def _subtitle(contents: PackContents) -> Iterator[str]:
    count, minutes = len(contents.stories), sum(minutes_to_read(story.words) for story in contents.stories)
    yield _("Stories to read, for {name}").format(name=one_line(contents.reviewer.name, _MOST_LETTERS))
    told = plural("{n} story, about {minutes} min", "{n} stories, about {minutes} min", count)
    yield told.format(n=count, minutes=minutes)


def _colophon(contents: PackContents) -> str:
    challenge = contents.challenge
    if contents.return_by is None:
        return one_line(challenge.contact, _MOST_LETTERS)
    moment = written_moment(contents.return_by, challenge.zone, challenge.language)
    return _("Please answer by {moment}.").format(moment=moment)


def _steps(contents: PackContents) -> Iterator[str]:
    challenge, most = contents.challenge, len(contents.challenge.scale)
    told = _("Read one story at a time. After each, tick one box: {question}")
    yield told.format(question=challenge.question)
    yield _("The boxes go from 1, {least}, to {n}, {most}.").format(
        least=challenge.scale[0], n=most, most=challenge.scale[-1]
    )
    if challenge.criteria:
        yield _("Below are the further questions: tick one box for each, or leave it out.")
    yield _("If the story moves you to do something, write down what: one action, in a few words.")
    if challenge.blind:
        yield _("The authors are not named.")
    yield _(
        "If you know an author too well to be fair, tick that you step aside from the story, and write why."
    )
    yield _("The ballot at the end has a line for each story; the codes on it tell us which is whose.")
    if challenge.contact:
        told = _(
            "Give it back to us, or send what you answered to {contact}, a line a story, such as {lines}."
        )
        lines = _(" or ").join(quoted(line) for line in example_lines(contents))
        yield told.format(contact=one_line(challenge.contact, _MOST_LETTERS), lines=lines)
        if challenge.criteria:
            yield further_told()
    else:
        yield _("Give it back to us.")


def _story(story: PackStory, to_html: ToHtml, pictures: dict[str, Path]) -> BookStory:
    shown = [medium for medium in story.media if medium.role == "picture" and medium.file in pictures]
    html = to_html(story.markdown)
    # What the text does not show where it belongs stands at its end.
    html += "".join(f'<p><img src="media:{m.file[_SHA]}"></p>' for m in shown if m.file[_SHA] not in html)
    return BookStory(
        number=story.number,
        title=story.title,
        html=html,
        author=story.author,
        language=story.language or "en",
        pictures=tuple(
            BookPicture(sha=m.file[_SHA], path=pictures[m.file], alt=m.description) for m in shown
        ),
    )


def _is_picture(name: str) -> bool:
    return name.endswith((".jpg", ".png"))
