"""What the review page says, in the challenge's language."""

from learningstories.i18n import _


def script_words() -> dict[str, str]:
    """What the page's script says; names in braces are filled in by it."""
    return _reading_words() | _sending_words() | _opening_words()


def _reading_words() -> dict[str, str]:
    return {
        "not_kept": _("Not kept in this browser. Send your answers before you close this page."),
        "kept_unsent": _("Saved on this device. Not sent yet."),
        "kept_sent": _("Saved on this device. Nothing new to send."),
        "count": _("{read} of {all}"),
        "count_left": _("{read} of {all} · {left} min left"),
        "minutes": _("{n} min"),
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
        "went_on": _("{n} answers were taken over."),
        "went_on_one": _("One answer was taken over."),
        "end_some": _("Send what you have"),
        "end_all": _("All {n} are read. Thank you."),
        "end_all_one": _("It is read. Thank you."),
        "end_open": _("{n} of {all} stories are not answered yet."),
        "end_open_one": _("One of {all} stories is not answered yet."),
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
