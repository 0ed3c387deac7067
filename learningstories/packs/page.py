"""Makes the review page: a pack as one file that any browser opens, with no network and nothing to install.

The stories stand in it as plain text that can be read where scripts are off. One script and one style
sheet are written into it, and a policy names their hashes, so that nothing else runs or is loaded
whatever a story holds. A pack with a phrase is sealed: all but the question for the phrase is data.
"""

import json
import re
import unicodedata
from base64 import b64encode
from hashlib import sha256
from typing import Any

from babel import Locale, UnknownLocaleError

from learningstories import __version__
from learningstories.domain.pack import pack_name
from learningstories.domain.story import minutes_to_read
from learningstories.i18n import _, speaking
from learningstories.packs.answers import answers_out
from learningstories.packs.fields import data_out
from learningstories.packs.page_body import body_parts, lock_form
from learningstories.packs.page_parts import part
from learningstories.packs.page_story import ToHtml
from learningstories.packs.page_words import script_words
from learningstories.packs.sealing import seal_page
from learningstories.resources import resource_root
from learningstories.services.pack_contents import PackContents
from learningstories.services.page_elements import Tag, page_bytes
from learningstories.services.returned import ENDING

_HAS_SCRIPTS = "document.documentElement.className='js'"
_LONGEST_NAME = 40


def make_page(contents: PackContents, to_html: ToHtml, phrase: str = "") -> bytes:
    """The page, UTF-8, in the challenge's language; `to_html` makes sanitised HTML of a story's text."""
    with speaking(contents.challenge.language) as tongue:
        data: dict[str, Any] = {"words": script_words()}
        if phrase:
            data["sealed"] = _sealed(contents, to_html, phrase)
            parts = [lock_form()]
        else:
            data["pack"] = _pack(contents)
            parts = body_parts(contents, to_html)
        title = _("Stories to read") if phrase else contents.challenge.title
        body = part("body", *parts, *_scripts(data))
        return page_bytes(part("html", _head(title), body, lang=tongue, dir=_direction(tongue)))


def _sealed(contents: PackContents, to_html: ToHtml, phrase: str) -> dict[str, Any]:
    """All of the page but its words, sealed, and what a browser needs besides the phrase to open it."""
    body = [_plain(part) for part in body_parts(contents, to_html)]
    inside = json.dumps({"pack": _pack(contents), "body": body}).encode()
    del body  # a pack with pictures is large, and is held here in one shape after the other
    sealed, told = seal_page(inside, phrase, pack_name(contents.id))
    return {**told, "pack_id": pack_name(contents.id), "data": data_out(sealed)}


def _pack(contents: PackContents) -> dict[str, Any]:
    """What the script needs to know; the words themselves stand in the page."""
    challenge, reviewer = contents.challenge, contents.reviewer
    return {
        "pack_id": pack_name(contents.id),
        "key": data_out(contents.key),
        "app": f"Learning Stories {__version__}, page",
        "title": challenge.title,
        "scale": list(challenge.scale),
        "criteria": [list(criterion.scale) for criterion in challenge.criteria],
        "earlier": [pack_name(pack) for pack in contents.earlier],
        "reviewer": {
            "id": reviewer.id.hex,
            "promises": str(reviewer.promise_use),
            "ask_later": reviewer.ask_later,
            "seen": dict(contents.wishes_seen),
        },
        "file": f"{_file_name(challenge.title)}-{_file_name(reviewer.name)}{ENDING}",
        "order": [story.id.hex for story in contents.stories],
        "stories": {
            story.id.hex: {
                "sha": story.sha,
                "minutes": minutes_to_read(story.words),
                "seen": dict(story.seen),
                "answers": answers_out(story.answers) if story.answers is not None else None,
            }
            for story in contents.stories
        },
    }


def _file_name(text: str) -> str:
    """A part of a file's name that every system and mail program leaves as it is."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME] or "stories"


def _scripts(data: dict[str, Any]) -> list[Tag]:
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Nothing in it may look like the end of the element that it stands in.
    told = told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    told = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "\ufffd", told)
    return [part("script", told, type="application/json", id="pack"), part("script", _resource("page.js"))]


def _head(title: str) -> Tag:
    style, script = _resource("page.css"), _resource("page.js")
    policy = (
        f"default-src 'none'; script-src {_hash(_HAS_SCRIPTS)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; media-src data:; form-action 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'"
    )
    return part(
        "head",
        part("meta", charset="utf-8"),
        part("meta", http_equiv="Content-Security-Policy", content=policy),
        part("meta", name="viewport", content="width=device-width, initial-scale=1"),
        part("meta", name="referrer", content="no-referrer"),
        part("meta", name="robots", content="noindex"),
        part("title", title),
        part("style", style),
        part("script", _HAS_SCRIPTS),
    )


def _resource(name: str) -> str:
    return (resource_root() / "review" / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _plain(part: Tag) -> list[Any]:
    """An element as the script draws it: its tag, its attributes, and what is inside."""
    inside: list[Any] = [part.text] if part.text else []
    for child in part:
        inside.append(_plain(child))
        if child.tail:
            inside.append(child.tail)
    return [part.tag, dict(part.attrib), *inside]
