"""The call for stories: what authors need to know, worded in the challenge's language."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import zone_of
from learningstories.domain.showcase import Book, Paper
from learningstories.domain.story import main_language
from learningstories.i18n import _, in_context, numeral, speaking
from learningstories.services.call_content import CallConsent, CallContent, CallFact, CallLine, CallUse
from learningstories.services.markup import normal_text
from learningstories.services.reviewing import is_address
from learningstories.services.wording import zone_words
from learningstories.services.written_dates import locale_of, written_moment

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_LONGEST_UNBROKEN = 24
_UNSAID = "…"  # in the place of a title that is nothing but marks without a shape
_UNBROKEN = "\N{NO-BREAK SPACE}"
_UTC = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Universal"})


def call_content(challenge: Challenge, book: Book, to_html: Callable[[str], str]) -> CallContent:
    """All that the call says. `book` lends its colours, and its paper where that is as large as a page."""
    with speaking(challenge.language) as ours:
        words = _Words(challenge, ours)
        return CallContent(
            language=challenge.language,
            dated=challenge.closes_at.astimezone(zone_of(challenge.zone)).date(),
            kicker=words.ours(_("Call for stories")),
            title=words.theirs(_one_line(challenge.title) or _UNSAID),
            organisation=words.theirs(challenge.community),
            call_html=to_html(challenge.call),
            deadline=words.deadline(),
            facts=tuple(words.facts()),
            consent=words.consent(),
            question=words.fact(
                _("What readers will be asked"), words.theirs(_one_line(challenge.question) or _UNSAID)
            ),
            event=words.event(),
            contact_missing=not _one_line(challenge.contact),
            paper=Paper.LETTER if book.paper is Paper.LETTER else Paper.A4,
            look=book.look,
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for one challenge; `language` is that of our own."""

    challenge: Challenge
    language: str

    def ours(self, text: str) -> CallLine:
        """A line that the app says."""
        return CallLine(text=_one_line(text), language=self.language)

    def theirs(self, text: str, address: str = "") -> CallLine:
        """A line in the challenge's own language."""
        return CallLine(text=_one_line(text), language=self.challenge.language, address=address)

    def moment(self, moment: datetime) -> CallLine:
        """A moment on the challenge's clocks, in its language."""
        c = self.challenge
        line = self.theirs(written_moment(moment, c.zone, c.language))
        return replace(line, moment=f"{moment:%Y-%m-%dT%H:%MZ}")

    def fact(self, heading: str, *lines: CallLine) -> CallFact:
        """A fact under a heading of ours; empty lines are left out."""
        return CallFact(heading=self.ours(heading), lines=tuple(line for line in lines if line.text))

    def deadline(self) -> CallFact:
        """When the challenge closes, on its own clocks and in UTC, and what that means."""
        c = self.challenge
        lines = [self.moment(c.closes_at)]
        if c.zone not in _UTC:
            lines.append(self.ours(_("Time zone: {zone}").format(zone=zone_words(c.zone))))
        lines.append(
            self.theirs(_("{moment} UTC").format(moment=written_moment(c.closes_at, "UTC", c.language)))
        )
        whole = _("The whole of that minute counts.")
        lines.append(self.ours(f"{whole} {_late_words(c.late_rule)}"))
        if c.opens_at is not None:
            opens = written_moment(c.opens_at, c.zone, self.language)
            lines.append(self.ours(_("Stories are taken in from {moment} on.").format(moment=opens)))
        return self.fact(_("Deadline"), *lines)

    def facts(self) -> Iterator[CallFact]:
        """What else there is to know; what nobody laid down is not mentioned."""
        c = self.challenge
        made = (
            self.fact(_("How to send"), *self._sending()),
            self.fact(_("Length"), self.ours(_length_words(c.words_least, c.words_most))),
            self.fact(_("Languages"), self.theirs(_language_names(c))),
            self.fact(_("Themes"), self.theirs(_listed(c.themes))),
        )
        return (each for each in made if each.lines)

    def _sending(self) -> Iterator[CallLine]:
        contact = _one_line(self.challenge.contact)
        if is_address(contact):
            yield self.theirs(contact, f"mailto:{quote(contact, safe='@+')}")
            yield self.ours(
                _("As a file (Word, OpenDocument, PDF, text) or in the mail itself, with pictures or sound.")
            )
        elif _WEB_ADDRESS.fullmatch(contact):
            yield self.theirs(contact, contact)
        elif contact:
            yield self.theirs(contact)
        if contact:
            yield self.ours(
                _("Give the story's title, your name and how to reach you, and say what you agree to.")
            )

    def event(self) -> CallFact | None:
        """What the stories are for: when and where the best are told."""
        c = self.challenge
        when = [self.moment(c.event_at)] if c.event_at is not None else []
        event = self.fact(_("The event"), self.theirs(c.event_title), *when, self.theirs(c.event_place))
        return event if event.lines else None

    def consent(self) -> CallConsent:
        """What each consent means."""
        read = _("Volunteers may read the story and answer questions about it. Only so can it take part.")
        if self.challenge.blind:
            blind = _("They do not see who wrote it.")
            read = f"{read} {blind}"
        uses = (
            (in_context("consent", "Read"), read),
            (in_context("consent", "Print"), _("The story may stand in the book of the showcase.")),
            (_("Web"), _("The story may be published on the web.")),
            (_("Stage"), _("The story may be told or read aloud before an audience.")),
            (_("Your name"), _("In full, the first name only, or not at all: as you say.")),
        )
        return CallConsent(
            heading=self.ours(_("What you agree to")),
            intro=self.ours(
                _("Nothing is assumed: only what you say yes to is done. Please say yes or no to each.")
            ),
            uses=tuple(CallUse(name=self.ours(name), meaning=self.ours(told)) for name, told in uses),
        )


def _late_words(rule: LateRule) -> str:
    return {
        LateRule.REFUSE: _("Stories that come later cannot take part."),
        LateRule.DECIDE: _("Stories that come later may not be able to take part."),
        LateRule.ACCEPT: "",
    }[rule]


def _length_words(least: int | None, most: int | None) -> str:
    if least == 1:  # every story has a word
        least = None
    facts = {"least": numeral(least or 0), "most": numeral(most or 0)}
    if least and most:
        return _("{least} to {most} words").format(**facts)
    if most:
        return _("at most {most} words").format(**facts)
    return _("at least {least} words").format(**facts) if least else ""


def _language_names(challenge: Challenge) -> str:
    """The languages that stories may be in, as the challenge's language calls them."""
    known = locale_of(challenge.language).languages
    names = (
        known.get(code.replace("-", "_")) or known.get(main_language(code)) or code
        for code in challenge.story_languages
    )
    return _listed(names)


def _listed(names: Iterable[str]) -> str:
    """Names beside each other, each whole on its line unless it is long."""
    lines = (_one_line(name) for name in names)
    lines = (line.replace(" ", _UNBROKEN) if len(line) <= _LONGEST_UNBROKEN else line for line in lines)
    return f"{_UNBROKEN}· ".join(dict.fromkeys(line for line in lines if line))


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", normal_text(text)).strip()
