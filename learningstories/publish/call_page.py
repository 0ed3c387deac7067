"""Makes the call for stories as a web page: one file, without scripts, that loads nothing."""

from collections.abc import Iterator

from learningstories.publish.call_tree import call_blocks
from learningstories.publish.lettering import clean
from learningstories.publish.page_blocks import page_blocks
from learningstories.publish.page_frame import page_head, style_of, tongue, whole_page
from learningstories.services.call_content import CallConsent, CallContent, CallFact, CallLine
from learningstories.services.page_elements import Tag, element


def call_page(content: CallContent) -> bytes:
    """The whole page, UTF-8."""
    head = page_head(f"{content.title.text} · {content.kicker.text}", style_of("page", "call"))
    return whole_page(head, [_main(content)], content.language, str(content.look))


def _main(content: CallContent) -> Tag:
    say = _Speaker(content.language)
    columns = [element("div", *(say.fact(fact) for fact in content.facts))] if content.facts else []
    foot = [say.fact(content.event)] if content.event else []
    return element(
        "main",
        element(
            "header",
            say("p", content.kicker, "kicker"),
            say("h1", content.title),
            *([say("p", content.organisation, "organisation")] if content.organisation.text else []),
        ),
        element("div", *page_blocks(call_blocks(content)), attributes={"class": "told"}),
        say.fact(content.deadline, "deadline"),
        _columns([*columns, say.consent(content.consent)]),
        _columns([*foot, say.question(content.question)], "foot"),
    )


def _columns(parts: list[Tag], kind: str = "") -> Tag:
    classes = ("columns", "two" if len(parts) > 1 else "", kind)
    return element("div", *parts, attributes={"class": " ".join(filter(None, classes))})


class _Speaker:
    """Makes elements of lines; one in another language than the page's says so."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, tag: str, line: CallLine, kind: str = "") -> Tag:
        """An element of a line."""
        attributes = tongue(line.text, line.language, self._language) | ({"class": kind} if kind else {})
        return element(tag, _words(line), attributes=attributes)

    def fact(self, fact: CallFact, kind: str = "") -> Tag:
        """A section with a heading."""
        first, *others = fact.lines
        lines = [self("p", first, "fact"), *(self("p", line, "plain") for line in others)]
        section = element("section", self("h2", fact.heading, "label"), *lines)
        if kind:
            section.set("class", kind)
        return section

    def question(self, fact: CallFact) -> Tag:
        """What readers will be asked, in their words."""
        lines = (self("p", line, "question") for line in fact.lines)
        return element("section", self("h2", fact.heading, "label"), *lines)

    def consent(self, consent: CallConsent) -> Tag:
        """What each consent means, as a list of terms."""
        rows = element("dl", *self._uses(consent))
        return element(
            "section", self("h2", consent.heading, "label"), self("p", consent.intro, "fact"), rows
        )

    def _uses(self, consent: CallConsent) -> Iterator[Tag]:
        for use in consent.uses:
            yield self("dt", use.name)
            yield self("dd", use.meaning)


def _words(line: CallLine) -> Tag | str:
    text = clean(line.text)
    if line.address:
        where = {"href": clean(line.address), "rel": "noopener noreferrer"}
        return element("a", text, attributes=where)
    return element("time", text, attributes={"datetime": line.moment}) if line.moment else text
