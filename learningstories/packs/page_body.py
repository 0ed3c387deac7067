"""What stands on the review page, from its head to its help."""

from learningstories.i18n import _, plural
from learningstories.packs.page_form import answer_form, choices
from learningstories.packs.page_parts import button, part
from learningstories.packs.page_story import ToHtml, article
from learningstories.packs.page_words import key_words, promise_words
from learningstories.services.date_words import DAY_AND_YEAR, date_words
from learningstories.services.hand_lines import example_lines, further_told
from learningstories.services.pack_contents import PackContents
from learningstories.services.page_elements import Tag

# It is read by the person beside, not by a stranger: whoever types five words wants to see them.
_PHRASE = {
    "type": "text",
    "id": "phrase",
    "name": "phrase",
    "autocomplete": "off",
    "autocapitalize": "none",
    "spellcheck": "false",
}


def body_parts(contents: PackContents, to_html: ToHtml) -> list[Tag]:
    """The parts of the body in their order."""
    stories = (article(story, place, contents, to_html) for place, story in enumerate(contents.stories, 1))
    main = part(
        "main",
        _without_scripts(contents),
        _not_kept(),
        part("p", f"{contents.challenge.title} · {contents.reviewer.name}", class_="paper", dir="auto"),
        _welcome(contents),
        *stories,
        answer_form(contents.challenge),
        _end(contents),
        id="main",
        tabindex="-1",
    )
    live = part("div", id="live", class_="unseen", role="status")
    toast = part("div", id="toast", hidden="", aria_hidden="true")
    return [_head(contents), main, live, toast, _help(len(contents.challenge.scale))]


def lock_form() -> Tag:
    """The question for the phrase of a sealed pack."""
    form = part(
        "form",
        part("p", _("Type the five words that the organiser gave you. Nothing is sent anywhere.")),
        part("label", _("The phrase"), class_="label", for_="phrase"),
        part("input", **_PHRASE),
        part("p", part("button", _("Open"), type="submit", class_="main")),
        part("p", id="lock-note", role="status"),
        id="lock",
        class_="js-only",
    )
    told = _("These stories are protected with a phrase. They open in a browser that runs scripts.")
    return part("main", part("h1", _("Stories to read")), part("p", told, class_="nojs"), form)


def _head(contents: PackContents) -> Tag:
    title = part("h1", contents.challenge.title, dir="auto")
    ways = part(
        "div",
        button("stories", _("All stories"), "plain"),
        button("send", _("Send"), "plain"),
        button("helped", _("Help"), "plain"),
        class_="ways",
    )
    bar = part("progress", id="bar", aria_label=_("Stories read"))
    top = part("div", title, part("span", id="count"), class_="top")
    return part("header", part("div", top, bar, ways), class_="js-only")


def _without_scripts(contents: PackContents) -> Tag:
    told = _(
        "You can read every story below. To answer, open this file in a browser (on a computer with a "
        "double-click), or simply reply to the e-mail with lines such as: {line}"
    ).format(line=_(" or: ").join(example_lines(contents)))
    points = ", ".join(f"{n} {words}" for n, words in enumerate(contents.challenge.scale, start=1))
    return part(
        "div",
        part("strong", _("This view cannot keep answers, for scripts are switched off here.")),
        part("p", told),
        part("p", f"{contents.challenge.question} {points}", dir="auto"),
        *([part("p", further_told())] if contents.challenge.criteria else []),
        class_="note nojs",
    )


def _not_kept() -> Tag:
    told = _(
        "This browser does not keep what is written on this page. "
        "Send your answers before you close it, or they are lost."
    )
    return part("p", told, id="nostore", class_="note js-only", hidden="", role="alert")


def _welcome(contents: PackContents) -> Tag:
    count = len(contents.stories)
    told = plural("There is {n} story for you to read.", "There are {n} stories for you to read.", count)
    saved = _(
        "Every answer is saved as you give it, on this device only, until you send it. "
        "This page never uses the network."
    )
    size = (button("smaller", _("Smaller text"), "plain"), button("larger", _("Larger text"), "plain"))
    return part(
        "section",
        part("h2", _("Welcome, {name}").format(name=contents.reviewer.name), tabindex="-1", dir="auto"),
        part("p", told.format(n=count), " ", *_return_by(contents)),
        part("p", _("After each story you are asked:"), class_="hint"),
        part("p", contents.challenge.question, class_="asked", dir="auto"),
        part("p", saved, class_="hint"),
        part("div", button("start", _("Start reading"), "main"), class_="row"),
        part("div", *size, class_="ways"),
        part("ol", id="list", aria_label=_("Stories")),
        part("p", _("Did you begin on another device, or was this file moved?"), class_="hint"),
        part("label", _("Continue from a ratings file"), class_="label", for_="file"),
        part("input", type="file", id="file", accept=".txt,text/plain"),
        id="welcome",
        class_="js-only",
    )


def _return_by(contents: PackContents) -> list[Tag]:
    if contents.return_by is None:
        return []
    day = date_words(contents.return_by.date(), DAY_AND_YEAR)
    return [part("strong", _("Please send your answers by {day}.").format(day=day))]


def _end(contents: PackContents) -> Tag:
    away = _(
        "No network is used by this page. Reading on another device? Save the file here, and choose "
        "“Continue from a ratings file” there."
    )
    sending = part(
        "div",
        button("share", _("Send the return file"), "main"),
        button("save", _("Save the return file"), "main"),
        button("copy", _("Copy it as text for an e-mail")),
        class_="column",
    )
    label = part("p", _("Text to paste into an e-mail"), id="copied-label", class_="label", hidden="")
    return part(
        "section",
        part("h2", id="end-title", tabindex="-1"),
        part("p", id="end-words"),
        sending,
        label,
        part("textarea", id="copied", readonly="", hidden="", aria_labelledby="copied-label", dir="ltr"),
        *_mail(contents.challenge.contact),
        _acts(),
        part("p", away, class_="hint"),
        button("again", _("Back to all stories"), "plain"),
        id="end",
        class_="js-only",
        hidden="",
    )


def _mail(contact: str) -> list[Tag]:
    if not contact:
        return []
    words = _("Write to {address}").format(address=contact)
    return [part("p", part("a", words, href=f"mailto:{contact}"))]


def _acts() -> Tag:
    shown = part("legend", _("May what you will do be shown at the event?"))
    later = part("legend", _("May we ask you after 30 days whether you did it?"))
    answers = (("true", _("Yes, ask me")), ("false", _("No, thank you")))
    asked = part(
        "div",
        part("fieldset", shown, choices("promises", promise_words(), "later"), class_="part"),
        part("fieldset", later, choices("later", answers, "later"), class_="part"),
    )
    return part(
        "div",
        part("strong", _("You said you would")),
        part("ul", id="acts-list"),
        asked,
        id="acts",
        class_="box acts",
        hidden="",
    )


def _help(points: int) -> Tag:
    told = _(
        "Read a story, answer the question below it, go on. Skip what you like: it stays on your list. "
        "When you have done what you can, choose Send."
    )
    keys: list[Tag] = []
    for names, words in key_words(points):
        keys += [part("dt", *(part("kbd", name) for name in names.split())), part("dd", words)]
    use = part("input", type="checkbox", id="keys")
    return part(
        "dialog",
        part("h2", _("Help"), id="help-title"),
        part("p", told),
        part("dl", *keys, class_="keys"),
        part("label", use, part("span", _("Use these keys")), class_="tick"),
        button("help-close", _("Close"), "main"),
        id="help",
        aria_labelledby="help-title",
    )
