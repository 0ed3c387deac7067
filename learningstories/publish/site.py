"""Makes the web pages of an evening: one to begin with and one a story, without scripts, loading nothing
from elsewhere.
"""

from collections.abc import Iterator

from learningstories.i18n import _, plural
from learningstories.publish.lettering import clean, first_language, reads_from_right
from learningstories.publish.nodes import Node
from learningstories.publish.note_numbers import with_numbered_notes
from learningstories.publish.page_blocks import page_blocks
from learningstories.publish.page_frame import page_head, style_of, tag_of, tongue, whole_page
from learningstories.publish.tree import StoryTree
from learningstories.services.page_elements import Tag, element
from learningstories.services.site_content import CARD_HEIGHT, CARD_WIDTH, START, SiteContent, SiteStory


def make_site(content: SiteContent) -> Iterator[tuple[str, bytes]]:
    """Each page's name in the folder and the page itself, worded in the language of the moment."""
    site = _Site(content)
    yield START, site.start()
    for place, story in enumerate(content.stories):
        yield story.page, site.story(place)


class _Site:
    """Makes the pages of one content."""

    def __init__(self, content: SiteContent) -> None:
        self._content = content
        self._style = style_of("page", "site")

    def start(self) -> bytes:
        """The page that leads to all stories."""
        content = self._content
        header = element(
            "header",
            *self._lines([("p", content.organisation, "kicker"), ("h1", content.title, "")]),
            *self._lines([("p", content.event, "organisation")]),
        )
        stories = element(
            "ol", *(self._entry(story) for story in content.stories), attributes=_class("stories")
        )
        count = plural("{n} story", "{n} stories", len(content.stories)).format(n=len(content.stories))
        listed = element("section", element("h2", count, attributes=_class("label")), stories)
        first = content.stories[0] if content.stories else None
        meta = self._social(content.title, content.event, START, first)
        return self._page(content.title, [element("main", header, listed), self._foot()], meta)

    def story(self, place: int) -> bytes:
        """The page of the story at that place in the running order."""
        content, story = self._content, self._content.stories[place]
        own = first_language(story.language)[0]
        article = element(
            "article",
            element(
                "header",
                *self._lines([("p", story.theme, "kicker")]),
                element("h1", clean(story.title)),
                element(
                    "p", " · ".join(self._facts(story)), attributes=self._here() | _class("organisation")
                ),
            ),
            element("div", *page_blocks(_blocks(story)), attributes=_class("told")),
            attributes={"lang": tag_of(story.language), "dir": "rtl" if reads_from_right(own) else "ltr"},
        )
        home = {"href": START} | _class("home") | tongue(content.title, content.language, content.language)
        top = element(
            "nav", element("a", clean(content.title), attributes=home), attributes=_named(_("Start"))
        )
        title = f"{clean(story.title)} · {content.title}"
        meta = self._social(story.title, story.opening, story.page, story)
        return self._page(title, [top, element("main", article), self._onward(place), self._foot()], meta)

    def _page(self, title: str, body: list[Tag], meta: list[Tag]) -> bytes:
        head = page_head(title, self._style, *meta, pictures=True)
        return whole_page(head, body, self._content.language, str(self._content.look))

    def _entry(self, story: SiteStory) -> Tag:
        words = self._tongue(story.title, story)
        link = element("a", clean(story.title), attributes={"href": story.page} | words)
        lines = [
            element("h3", link),
            element("p", " · ".join(self._facts(story)), attributes=_class("plain")),
        ]
        if story.opening:
            opening = self._tongue(story.opening, story) | _class("opening")
            lines.append(element("p", clean(story.opening), attributes=opening))
        return element("li", *lines)

    def _facts(self, story: SiteStory) -> Iterator[str]:
        yield clean(story.author) or _("An author who is not named")
        yield plural("{n} min read", "{n} min read", story.minutes).format(n=story.minutes)

    def _onward(self, place: int) -> Tag:
        """The ways to the stories before and after it, in the running order."""
        stories = self._content.stories
        ways = []
        if place > 0:
            ways.append(self._way(stories[place - 1], "prev", _("The story before")))
        if place + 1 < len(stories):
            ways.append(self._way(stories[place + 1], "next", _("The next story")))
        return element("nav", *ways, attributes=_named(_("More stories")) | _class("onward"))

    def _way(self, story: SiteStory, relation: str, words: str) -> Tag:
        title = element("span", clean(story.title), attributes=self._tongue(story.title, story))
        label = element("span", words, attributes=_class("label"))
        return element(
            "a", label, " ", title, attributes={"href": story.page, "rel": relation} | _class(relation)
        )

    def _foot(self) -> Tag:
        words = _("Each story is here as its author agreed, and stays its author's. Ask before you copy it.")
        return element("footer", element("p", words))

    def _lines(self, lines: list[tuple[str, str, str]]) -> Iterator[Tag]:
        """Elements of lines in the challenge's language; none of empty ones."""
        language = self._content.language
        for tag, text, kind in lines:
            if text.strip():
                yield element(tag, clean(text), attributes=tongue(text, language, language) | _class(kind))

    def _tongue(self, text: str, story: SiteStory) -> dict[str, str]:
        return tongue(text, story.language, self._content.language)

    def _social(self, title: str, words: str, page: str, story: SiteStory | None) -> list[Tag]:
        """What is shown where a link to the page is shared; services look only at whole addresses."""
        address = self._content.address
        kind = "website" if page == START else "article"
        told = {"og:type": kind, "og:title": clean(title), "og:description": clean(words)}
        if address:
            told["og:url"] = address + ("" if page == START else page)
        if story is not None:
            size = {"og:image:width": str(CARD_WIDTH), "og:image:height": str(CARD_HEIGHT)}
            told |= {"og:image": address + story.card, "og:image:alt": clean(story.title)} | size
        tags = [
            element("meta", attributes={"property": name, "content": text})
            for name, text in told.items()
            if text
        ]
        card = element("meta", attributes={"name": "twitter:card", "content": "summary_large_image"})
        return [element("meta", attributes={"name": "description", "content": clean(words)}), *tags, card]

    def _here(self) -> dict[str, str]:
        """The attributes of words of ours amid those of a story."""
        language = self._content.language
        right = reads_from_right(first_language(language)[0])
        return {"lang": tag_of(language), "dir": "rtl" if right else "ltr"}


def _blocks(story: SiteStory) -> list[Node]:
    """The story's own blocks; a picture stands where the text names it."""
    kept = {picture.sha: picture for picture in story.pictures}

    def picture(sha: str, alt: str) -> Node | None:
        found = kept.get(sha)
        if found is None:
            return None
        alt = alt or clean(found.alt)
        return {
            "kind": "picture",
            "file": found.address,
            "alt": alt,
            "width": found.width,
            "height": found.height,
        }

    language = first_language(story.language)[0]
    return with_numbered_notes(StoryTree(story.html, language=language, picture=picture, drop_caps=False))


def _named(words: str) -> dict[str, str]:
    return {"aria-label": words}


def _class(kind: str) -> dict[str, str]:
    return {"class": kind} if kind else {}
