"""The questions of the review page."""

from collections.abc import Sequence

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _
from learningstories.packs.answers import LONGEST, MOST_CHANCE
from learningstories.packs.page_parts import button, part
from learningstories.packs.page_words import concern_words, knows_words
from learningstories.services.page_elements import Tag

_SHADES = 5
_MOST_ACROSS, _LONGEST_ACROSS = (
    5,
    12,
)  # what stands side by side where there is room: points, and a word's letters


def answer_form(challenge: Challenge) -> Tag:
    """The form that stands below the story that is being read."""
    asked = part(
        "fieldset",
        _headline(challenge),
        *(_criterion(place, c.question, c.scale) for place, c in enumerate(challenge.criteria)),
        _writing("action", challenge.action_question),
        _tick("no_action", _("I would do nothing")),
        _chance(challenge),
        _writing("why", challenge.why_question),
        _tick("share_why", _("The author may be told this, without my name")),
        id="asked",
    )
    aside = _("You stepped aside from this story: nothing else is asked.")
    go_on = part("button", _("Next story"), type="submit", class_="main")
    ways = (
        button("back", _("The story before"), "plain"),
        button("clear", _("Clear my answers"), "plain"),
    )
    return part(
        "form",
        asked,
        part("p", aside, class_="note", id="aside-note", hidden=""),
        part("div", button("skip", _("Skip for now")), go_on, class_="row"),
        part("p", class_="hint", id="saved"),
        _knows(),
        _concern(),
        part("div", *ways, class_="ways"),
        id="answers",
        class_="js-only",
        hidden="",
        autocomplete="off",
    )


def choices(name: str, pairs: Sequence[tuple[str, str]], look: str) -> Tag:
    """One of several, each with its own words."""
    boxes = (
        part(
            "label",
            part("input", type="radio", name=name, value=value),
            part("span", words, dir="auto"),
            class_="tick",
        )
        for value, words in pairs
    )
    return part("div", *boxes, class_=look)


def _headline(challenge: Challenge) -> Tag:
    last = len(challenge.scale) - 1
    points = [
        part(
            "label",
            part("input", type="radio", name="value", value=str(place + 1)),
            part("span", words, dir="auto"),
            part("kbd", str(place + 1), aria_hidden="true"),
            class_=f"dot r{round(1 + place * (_SHADES - 1) / last)}",
        )
        for place, words in enumerate(challenge.scale)
    ]
    legend = part("legend", challenge.question, class_="asked", dir="auto")
    longest = max(len(word) for words in challenge.scale for word in words.split() or [""])
    across = len(challenge.scale) <= _MOST_ACROSS and longest <= _LONGEST_ACROSS
    return part("fieldset", legend, part("div", *points, class_="scale across" if across else "scale"))


def _criterion(place: int, question: str, scale: Sequence[str]) -> Tag:
    points = [
        part(
            "label",
            part("input", type="radio", name=f"criterion{place}", value=str(point)),
            part("span", words, dir="auto"),
        )
        for point, words in enumerate(scale, start=1)
    ]
    return part("fieldset", part("legend", question, dir="auto"), part("div", *points, class_="points"))


def _chance(challenge: Challenge) -> Tag:
    most = str(MOST_CHANCE)
    return part(
        "div",
        part("label", challenge.chance_question, class_="label", for_="chance", dir="auto"),
        part("input", type="range", id="chance", name="chance", min="0", max=most, value="5"),
        part("output", _("not said"), id="chance-said", for_="chance"),
        class_="part",
    )


def _writing(name: str, words: str) -> Tag:
    label = part("label", words, class_="label", for_=name, dir="auto")
    return part("div", label, part("textarea", **_written(name)), class_="part")


def _written(name: str) -> dict[str, str]:
    return {"id": name, "name": name, "maxlength": str(LONGEST), "rows": "2", "dir": "auto"}


def _later(key: str, name: str, words: str) -> Tag:
    """A box that is only shown when there is something to say."""
    label = part("label", words, class_="label", for_=name, dir="auto")
    return part("div", label, part("textarea", **_written(name)), class_="part", id=key, hidden="")


def _tick(name: str, words: str) -> Tag:
    return part("label", part("input", type="checkbox", name=name), part("span", words), class_="tick")


def _knows() -> Tag:
    legend = part("legend", _("Do you know the author?"), class_="unseen")
    return part(
        "details",
        part("summary", _("I know this author")),
        part("fieldset", legend, choices("knows", knows_words(), "aside-list")),
        _later("aside-why", "aside_reason", _("Why you step aside")),
        id="knows-part",
    )


def _concern() -> Tag:
    legend = part("legend", _("What should be looked at?"), class_="unseen")
    return part(
        "details",
        part("summary", _("Raise a concern")),
        part("fieldset", legend, choices("concern", concern_words(), "aside-list")),
        _later("concern-why", "concern_note", _("What should be looked at")),
        id="concern-part",
    )
