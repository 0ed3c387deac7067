"""What all web pages that are made here have alike: one style, no scripts, and nothing from elsewhere."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from learningstories.publish.lettering import clean, first_language, language_of, reads_from_right
from learningstories.resources import resource_root
from learningstories.services.page_elements import Tag, element, page_bytes


def style_of(*names: str) -> str:
    """The style sheets of these names as one."""
    return "".join((resource_root() / "html" / f"{name}.css").read_text("utf-8") for name in names)


def whole_page(head: Tag, body: Iterable[Tag], language: str, kind: str) -> bytes:
    """The page as a file, UTF-8; `kind` is its class, by which its colours go."""
    direction = "rtl" if reads_from_right(first_language(language)[0]) else "ltr"
    attributes = {"lang": tag_of(language), "dir": direction, "class": kind}
    return page_bytes(element("html", head, element("body", *body), attributes=attributes))


def page_head(title: str, style: str, *more: Tag, pictures: bool = False) -> Tag:
    """What browsers are told; `pictures` may only be loaded from the page's own folder."""
    only_this_style = b64encode(sha256(style.encode()).digest()).decode()
    images = "img-src 'self'; " if pictures else ""
    styles = f"style-src 'sha256-{only_this_style}'"
    policy = f"default-src 'none'; {images}{styles}; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", attributes={"charset": "utf-8"}),
        element("meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", attributes={"name": "referrer", "content": "no-referrer"}),
        element("meta", attributes={"name": "color-scheme", "content": "light dark"}),
        element("title", clean(title)),
        *more,
        element("style", style),
    )


def tongue(text: str, language: str, page: str) -> dict[str, str]:
    """The attributes of words in `language`, as far as their letters allow that; none if it is the page's."""
    expected, _region = first_language(language)
    found = language_of(clean(text), expected)
    tag = tag_of(language) if found == expected else found
    if tag == tag_of(page):
        return {}
    return {"lang": tag, "dir": "rtl" if reads_from_right(found) else "ltr"}


def tag_of(language: str) -> str:
    """A tag of BCP 47 that is well formed: its language and, if it has one, its region."""
    return "-".join(filter(None, first_language(language)))
