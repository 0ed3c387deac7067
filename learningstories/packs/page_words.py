"""What the review page says, in the challenge's language."""

from collections.abc import Callable, Mapping

from babel import Locale

from learningstories.i18n import _, language, plural

_EVERY_FORM = 201  # no language has a form that none of the numbers below needs
_MOST_NUMBERS = 100


def script_words() -> Mapping[str, str | Mapping[str, str]]:
    """What the page's script says; names in braces are filled in by it.

    What depends on a number is there in all forms of the language, by the names that browsers have for them.
    """
    return _reading_words() | _sending_words() | _opening_words() | _counted_words()


def _counted_words() -> dict[str, Mapping[str, str]]:
    return {
        "minutes": _forms(lambda n: plural("{n} min", "{n} min", n)),
        "went_on": _forms(lambda n: plural("One answer was taken over.", "{n} answers were taken over.", n)),
        "end_all": _forms(lambda n: plural("It is read. Thank you.", "All {n} are read. Thank you.", n)),
        "end_open": _forms(
            lambda n: plural(
                "One of {all} stories is not answered yet.", "{n} of {all} stories are not answered yet.", n
            )
        ),
    }


def _forms(told: Callable[[int], str]) -> Mapping[str, str]:
    name_of = Locale.parse(language(), sep="-").plural_form
    found = {"other": told(_MOST_NUMBERS)}  # in languages that keep that name for broken numbers
    for n in reversed(range(_EVERY_FORM)):
        found[name_of(n)] = told(n)
    return found


def _reading_words() -> dict[str, str]:
    return {
        "not_kept": _("Not kept in this browser. Send your answers before you close this page."),
        "kept_unsent": _("Saved on this device. Not sent yet."),
        "kept_sent": _("Saved on this device. Nothing new to send."),
        "count": _("{read} of {all}"),
        "count_left": _("{read} of {all} · {left} min left"),
        "skipped": _("Put off"),
        "aside": _("You stepped aside"),
        "chance_open": _("not said"),
        "chance_said": _("{n} in 10"),
        "undone": _("Taken back."),
        "nothing_to_undo": _("There is nothing to take back."),
        "clear": _("Clear my answers"),
        "unclear": _("Bring my answers back"),
        "cleared": _("Your answers to this story were cleared."),
    }


def _sending_words() -> dict[str, str]:
    return {
        "downloaded": _("Saved as {file}. Now send that file to the organiser."),
        "shared": _("Handed to the app that you chose."),
        "copied": _("Copied. Paste it into an e-mail to the organiser."),
        "copy_by_hand": _("Select all of the text in the box, copy it, and paste it into an e-mail."),
        "not_ratings": _("That is no file of ratings. Choose the file that was saved on the other device."),
        "other_pack": _("Those ratings were given to other stories than these."),
        "altered": _("That file was changed since it was saved, so nothing was taken from it."),
        "end_some": _("Send what you have"),
        "end_again": _(
            "Send your answers to the organiser. You can send again if you change your mind: "
            "the newest counts, and nothing is counted twice."
        ),
    }


def _opening_words() -> dict[str, str]:
    return {
        "opening": _("Opening…"),
        "wrong_phrase": _("That is not the phrase. Look at each word and try again."),
        "cannot_open": _(
            "This browser cannot open protected files. Use a newer one, or ask for the pack as .lspack."
        ),
    }


def knows_words() -> tuple[tuple[str, str], ...]:
    """Whether the reviewer knows the author."""
    return (
        ("no", _("No")),
        ("guess", _("I can guess who it is")),
        ("yes", _("Yes, and I can still be fair")),
        ("aside", _("Yes, and I must step aside from this story")),
    )


def concern_words() -> tuple[tuple[str, str], ...]:
    """What a reviewer may want the organiser to look at."""
    return (
        ("none", _("No concern")),
        ("consent", _("Somebody may not have agreed to be in it")),
        ("safety", _("Somebody may come to harm")),
        ("identifies", _("It says who somebody is")),
        ("off_topic", _("It is not a story about learning")),
        ("other", _("Something else")),
    )


def promise_words() -> tuple[tuple[str, str], ...]:
    """How promises may be shown."""
    return (
        ("named", _("Yes, with my name")),
        ("unsigned", _("Yes, without my name")),
        ("hidden", _("No, keep it between us")),
    )


def key_words(points: int) -> tuple[tuple[str, str], ...]:
    """The keys and what they do, with a scale of so many points."""
    return (
        (f"1 … {points}", _("answer")),
        ("N", _("the next story that is not answered")),
        ("J K", _("the next story, the one before")),
        ("S", _("skip for now")),
        ("U", _("take the last answer back")),
        ("W Y", _("write what you would do, and why; Esc leaves the box")),
        ("L E", _("all stories, send")),
    )
