"""What became of returns and of the answers in them, in words; the codes are a promise to scripts."""

from collections.abc import Callable, Mapping

from learningstories.i18n import _, plural

FILE_WORDS: Mapping[str, Callable[[], str]] = {
    "merged": lambda: _("Taken in: {new} from {reviewer}."),
    "nothing_new": lambda: _("There is nothing in it that is not known already."),
    "already_merged": lambda: _("This return was taken in before. Nothing was changed."),
    "this_is_the_pack": lambda: _(
        "This is the pack; the return file is called {expected}. Ask the reviewer to choose “Save the return file”."
    ),
    "not_a_return": lambda: _("This is no return. The files of returns end in .lsreturn.txt."),
    "no_return_in_mail": lambda: _(
        "There is no return in this mail, neither attached nor in its text. If it says in words what was answered, choose “Enter ratings from an e-mail”."
    ),
    "missing": lambda: _("This file is not there any more. Check its name and place."),
    "no_permission": lambda: _(
        "This file may not be read by you. Copy it to a folder of your own and try again."
    ),
    "return_too_big": lambda: _("This file is far larger than any return, so it was not opened."),
    "return_damaged": lambda: _(
        "Part of this return is missing or was altered. Ask the reviewer to send it again."
    ),
    "return_too_new": lambda: _(
        "This return was made by a newer version of Learning Stories. It is kept, and taken in once you have updated the app and take in others."
    ),
    "unknown_pack": lambda: _(
        "The pack of this return was not made from this challenge, or its making was taken back. The return is kept, and taken in once its pack is known; what was taken back can be brought back on the Reviewers page, under Returns."
    ),
    "bad_mac": lambda: _(
        "This return was altered after it was written, or not written from its pack. It is kept and does not count; ask {reviewer} whether it was sent."
    ),
    "identity_mismatch": lambda: _(
        "This return says that it comes from somebody else than the one whose pack it was. It is kept and does not count; ask {reviewer} about it."
    ),
    "story_not_in_pack": lambda: _(
        "None of its answers is about a story of its pack. They are kept and do not count."
    ),
    "value_out_of_scale": lambda: _("None of its answers is on the scale. They are kept and do not count."),
    "rating_damaged": lambda: _("None of its answers can be read. Ask {reviewer} to send them again."),
}

STORY_WORDS: Mapping[str, Callable[[], str]] = {
    "merged": lambda: _("taken in"),
    "nothing_new": lambda: _("known already"),
    "conflict": lambda: _("answered differently on two devices: please choose"),
    "story_withdrawn": lambda: _("the story was withdrawn, so it does not count"),
    "pack_revoked": lambda: _("the pack was withdrawn, so it does not count"),
    "late": lambda: _("came too late, so it does not count"),
    "story_changed_since": lambda: _("the story has changed since it was read"),
    "clock_ahead": lambda: _("taken in, though the reviewer's clock is ahead"),
    "story_not_in_pack": lambda: _("not a story of this pack: kept, and does not count"),
    "value_out_of_scale": lambda: _("not on the scale: kept, and does not count"),
    "rating_damaged": lambda: _("cannot be read: kept, and does not count"),
}


def file_words(code: str, *, new: int, reviewer: str, expected: str) -> str:
    """What became of a return, in a sentence or two."""
    answers = plural("{n} new answer", "{n} new answers", new).format(n=new)
    who = reviewer or _("the reviewer")
    return FILE_WORDS[code]().format(new=answers, reviewer=who, expected=expected)


def story_words(code: str) -> str:
    """What became of the answers to one story."""
    return STORY_WORDS[code]()
