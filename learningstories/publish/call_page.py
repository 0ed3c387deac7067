"""Makes the call for stories as a web page: one file, without scripts, that loads nothing."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from learningstories.publish.call_tree import call_blocks
from learningstories.publish.lettering import clean, first_language, language_of, reads_from_right
from learningstories.publish.page_blocks import page_blocks
from learningstories.resources import resource_root
from learningstories.services.call_content import CallConsent, CallContent, CallFact, CallLine
from learningstories.services.page_elements import Tag, element, page_bytes


def call_page(content: CallContent) -> bytes:
    """The whole page, UTF-8."""
    style = (resource_root() / "html" / "call.css").read_text("utf-8")
    tongue, _region = first_language(content.language)
    direction = "rtl" if reads_from_right(tongue) else "ltr"
    attributes = {"lang": _tag(content.language), "dir": direction, "class": str(content.look)}
    body = element("body", _main(content))
    return page_bytes(element("html", _head(content, style), body, attributes=attributes))


def _head(content: CallContent, style: str) -> Tag:
    only_this_style = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{only_this_style}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", attributes={"charset": "utf-8"}),
        element("meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", attributes={"name": "referrer", "content": "no-referrer"}),
        element("meta", attributes={"name": "color-scheme", "content": "light dark"}),
        element("title", f"{clean(content.title.text)} · {clean(content.kicker.text)}"),
        element("style", style),
    )


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
        element("div", *page_blocks(call_blocks(content)), attributes={"class": "asked"}),
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
        attributes = self._tongue(line) | ({"class": kind} if kind else {})
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

    def _tongue(self, line: CallLine) -> dict[str, str]:
        expected, _region = first_language(line.language)
        found = language_of(clean(line.text), expected)
        tag = _tag(line.language) if found == expected else found
        if tag == _tag(self._language):
            return {}
        return {"lang": tag, "dir": "rtl" if reads_from_right(found) else "ltr"}


def _words(line: CallLine) -> Tag | str:
    text = clean(line.text)
    if line.address:
        where = {"href": clean(line.address), "rel": "noopener noreferrer"}
        return element("a", text, attributes=where)
    return element("time", text, attributes={"datetime": line.moment}) if line.moment else text


def _tag(language: str) -> str:
    """A tag of BCP 47 that is well formed: its language and, if it has one, its region."""
    return "-".join(filter(None, first_language(language)))
