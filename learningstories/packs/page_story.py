"""One story of the review page: its text and what came with it, as elements that load and run nothing."""

from base64 import b64encode
from collections.abc import Callable, Mapping

from lxml import html

from learningstories.domain.story import minutes_to_read
from learningstories.i18n import _, plural
from learningstories.services.ballots import ballot_code, told_code
from learningstories.services.pack_contents import PackContents, PackMedium, PackStory
from learningstories.services.page_elements import Tag, element

ToHtml = Callable[[str], str]
Media = Mapping[str, bytes | memoryview]
_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
}
_KEPT = frozenset(("lang", "dir", "start", "colspan", "rowspan", "align", "title"))
_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
_MEDIA = "media:"


def article(story: PackStory, place: int, contents: PackContents, to_html: ToHtml) -> Tag:
    """The story; it can be read where scripts are switched off, and answered by its number, or on paper."""
    shown: set[str] = set()
    text = _text(story, contents.media, to_html, shown)
    others = [_figure(medium, contents.media) for medium in story.media if medium.file not in shown]
    attributes = {"class": "story", "id": f"story-{place}"}
    if story.language:
        attributes["lang"] = story.language
    told = _("Story {n}").format(n=story.number)
    return element(
        "article",
        element("p", told, attributes={"class": "small nojs"}),
        element("h2", story.title, attributes={"tabindex": "-1", "dir": "auto"}),
        element("p", _about(story), attributes={"class": "small"}),
        element("div", *text, attributes={"class": "text", "dir": "auto"}),
        *others,
        element("p", _ballot(story, contents), attributes={"class": "paper"}),
        attributes=attributes,
    )


def _about(story: PackStory) -> str:
    minutes = minutes_to_read(story.words)
    time = plural("{n} min", "{n} min", minutes).format(n=minutes)
    return f"{story.author} · {time}" if story.author else time


def _ballot(story: PackStory, contents: PackContents) -> str:
    code = told_code(ballot_code(contents.id, story.id))
    points = "   ".join(f"☐ {point} {words}" for point, words in enumerate(contents.challenge.scale, start=1))
    line = " · ".join((_("Story {n}").format(n=story.number), code))
    further = "".join(
        f"\n{each.question} " + "   ".join(f"☐ {n} {words}" for n, words in enumerate(each.scale, start=1))
        for each in contents.challenge.criteria
    )
    aside = " ".join(("☐", _("I step aside from this story, because:"), "____________"))
    return f"{line}\n{points}{further}\n{contents.challenge.action_question} ____________\n{aside}"


def _text(story: PackStory, media: Media, to_html: ToHtml, shown: set[str]) -> list[Tag]:
    root = html.fragment_fromstring(to_html(story.markdown), create_parent="div")
    by_sha = {medium.file[6:70]: medium for medium in story.media if medium.file}
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            node.drop_tree()
        elif node is not root:
            _settle(node, by_sha, media, shown)
    lead = [element("p", root.text)] if root.text and root.text.strip() else []
    for table in list(root.iter("table")):
        _wrap(table)
    return [*lead, *root]


def _settle(
    node: html.HtmlElement,
    by_sha: Mapping[str, PackMedium],
    media: Media,
    shown: set[str],
) -> None:
    """Make one element harmless: links become their words, pictures their bytes, headings lower ones."""
    if node.tag == "img":
        _settle_picture(node, by_sha, media, shown)
        return
    if node.tag == "a":
        address, words = node.get("href") or "", node.text_content()
        if node.get("class") == "footnote-backref":
            node.drop_tree()
            return
        if not address.startswith("#") and address.removeprefix("mailto:") not in words:
            node.tail = f" ({address.removeprefix('mailto:')})" + (node.tail or "")
        node.drop_tag()
        return
    node.tag = _HEADINGS.get(str(node.tag), str(node.tag))
    for name in set(node.attrib) - _KEPT:
        del node.attrib[name]


def _settle_picture(
    node: html.HtmlElement,
    by_sha: Mapping[str, PackMedium],
    media: Media,
    shown: set[str],
) -> None:
    medium = by_sha.get((node.get("src") or "").removeprefix(_MEDIA))
    if medium is None:
        node.tag = "em"
        node.text = node.get("alt") or _("(a picture that is not in the pack)")
        node.attrib.clear()
        return
    shown.add(medium.file)
    description = node.get("alt") or medium.description
    node.attrib.clear()
    node.attrib.update(_picture(medium, media, description))


def _wrap(table: html.HtmlElement) -> None:
    """A wide table scrolls by itself, so that the page need not."""
    parent = table.getparent()
    if parent is None:
        return
    box = html.Element("div", {"class": "wide", "tabindex": "0"})
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _figure(medium: PackMedium, media: Media) -> Tag:
    words = medium.description or {"sound": _("A recording"), "video": _("A film")}.get(
        medium.role, _("A picture")
    )
    if not medium.file:
        told = _("{what} ({minutes} min {seconds} s) is not in this pack. The organiser has it.").format(
            what=words, minutes=medium.seconds // 60, seconds=medium.seconds % 60
        )
        return element("p", told, attributes={"class": "small"})
    source = data_address(medium.file, media)
    if medium.role == "picture":
        return element("figure", element("img", attributes=_picture(medium, media, medium.description)))
    player = element(
        "audio", attributes={"controls": "", "preload": "none", "src": source, "aria-label": words}
    )
    return element("figure", player, element("figcaption", words, attributes={"dir": "auto"}))


def _picture(medium: PackMedium, media: Media, words: str) -> dict[str, str]:
    """A picture is only unpacked when its story is shown: Firefox takes long over hundreds at once."""
    return {"loading": "lazy", "src": data_address(medium.file, media), "alt": words}


def data_address(file: str, media: Media) -> str:
    """The address of a file that is written into the page itself."""
    ending = file.rsplit(".", 1)[-1]
    return f"data:{_TYPES[ending]};base64,{b64encode(media[file]).decode('ascii')}"
