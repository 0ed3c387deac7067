"""The one table of sentences: what went wrong and what to do about it, for window and terminal alike."""

from collections.abc import Callable
from typing import Any

from learningstories.domain import errors as e
from learningstories.domain.form import FormField
from learningstories.i18n import _, listed, plural, quoted
from learningstories.services.challenge_faults import challenge_fault
from learningstories.services.pack_sentences import PACK_SENTENCES
from learningstories.services.rule_words import clash_words
from learningstories.services.server_sentences import SERVER_SENTENCES
from learningstories.services.unreadable import unreadable


def advice(error: e.ExpectedError) -> str:
    """What happened and what to do about it, in a sentence or two."""
    return _WORDS[type(error)](error)


def _damaged(error: Any) -> str:
    return _(
        "“{name}” is damaged: part of it is missing or was altered. Nothing was changed. Open a backup of it instead."
    ).format(name=error.name)


def _not_a_challenge(error: e.NotAChallenge) -> str:
    if error.other_program:
        return _(
            "“{name}” belongs to another program. Choose a file that ends in .stories; this one was left as it is."
        ).format(name=error.name)
    return _(
        "“{name}” is not a challenge file. Choose a file that ends in .stories; this one was left as it is."
    ).format(name=error.name)


def _value(error: e.ValueOutOfScale) -> str:
    return _("{value} is not on the scale. Choose a number from 1 to {points}.").format(
        value=error.value, points=error.points
    )


def _time_ambiguous(error: e.TimeAmbiguous) -> str:
    return _(
        "The clocks in {zone} go back then, so {text} comes twice. Choose a time an hour earlier or later."
    ).format(text=error.text, zone=error.zone)


def _time_impossible(error: e.TimeImpossible) -> str:
    return _(
        "The clocks in {zone} go forward then, so {text} does not exist. Choose a time an hour earlier or later."
    ).format(text=error.text, zone=error.zone)


def _no_print(error: e.NoPrintConsent) -> str:
    return _(
        "No story on the shortlist may be printed ({numbers}). Ask the authors for their consent first."
    ).format(numbers=_numbers(error.numbers))


def _no_stage(error: e.NoStageConsent) -> str:
    return _(
        "No story on the shortlist may be told on stage ({numbers}). Ask the authors for their consent first."
    ).format(numbers=_numbers(error.numbers))


def _no_web(error: e.NoWebConsent) -> str:
    return _(
        "No story on the shortlist may be on the web ({numbers}). Ask the authors for their consent first."
    ).format(numbers=_numbers(error.numbers))


def _numbers(numbers: tuple[int, ...]) -> str:
    return listed(f"#{number}" for number in numbers)


def _paper(error: e.PaperNotOffered) -> str:
    if not error.papers:
        return _("“{kind}” has no paper to choose. Leave --paper out.").format(kind=error.kind)
    return _("“{kind}” does not come on that paper. Choose one of these: {papers}.").format(
        kind=error.kind, papers=listed(error.papers)
    )


def _pins(error: e.PinsDoNotFit) -> str:
    if error.unit == "minutes":
        return _(
            "The pinned stories alone take {taken} minutes of the {allowed} there are. Unpin one, or give more time."
        ).format(taken=error.taken, allowed=error.allowed)
    told = plural(
        "{taken} stories are pinned, and {allowed} was asked for. Unpin one, or ask for more.",
        "{taken} stories are pinned, and {allowed} were asked for. Unpin one, or ask for more.",
        error.allowed,
    )
    return told.format(taken=error.taken, allowed=error.allowed)


def _glyph(error: e.GlyphMissing) -> str:
    return _(
        "No font here can print the character {character}. Install a font that has it and try again."
    ).format(character=f"{quoted(error.character)} (U+{ord(error.character[:1] or ' '):04X})")


def _field_unknown(error: e.FieldUnknown) -> str:
    fields = listed(field for field in FormField if field)
    return _(
        "“{text}” does not say what a column holds. Write COLUMN=FIELD, with one of these fields: {fields}; or nothing after the = to leave the column out."
    ).format(text=error.text, fields=fields)


def _column_unknown(error: e.ColumnUnknown) -> str:
    if not error.columns:
        return _("There is no column “{column}”: none of the files is the export of a form.").format(
            column=error.column
        )
    return _("There is no column “{column}”. The columns are: {columns}.").format(
        column=error.column, columns=listed(quoted(column) for column in error.columns)
    )


def _typesetting(error: e.TypesettingFailed) -> str:
    if error.number is not None:
        return _(
            "The book could not be typeset because of story #{number}. Look at its text, or leave it out."
        ).format(number=error.number)
    return _("This could not be typeset. Try again; if it happens again, leave out what you added last.")


def _no_person(error: e.NoSuchPerson) -> str:
    if not error.name:
        return _("Say about whom: a name or an e-mail address.")
    return _("Nothing here is about “{name}”. Look at how it is written; an address finds most.").format(
        name=error.name
    )


_WORDS: dict[type[e.ExpectedError], Callable[[Any], str]] = {
    **PACK_SENTENCES,
    **SERVER_SENTENCES,
    e.Cancelled: lambda _e: _("Stopped. Nothing was changed."),
    e.FileMissing: lambda x: _("There is no file “{name}”. Check its name and place.").format(name=x.name),
    e.FileGone: lambda x: _(
        "“{name}” was moved, deleted or replaced while it was open, so nothing more can be stored. Put it back where it was, or close this window and open it where it is now."
    ).format(name=x.name),
    e.FileForbidden: lambda x: _(
        "“{name}” may not be read by you. Ask its owner to give you the right to, or for a copy."
    ).format(name=x.name),
    e.FileExists: lambda x: _(
        "“{name}” is there already and was left as it is. Choose another name, or open it."
    ).format(name=x.name),
    e.NotAChallenge: _not_a_challenge,
    e.FileDamaged: _damaged,
    e.ChallengeLocked: lambda x: _(
        "“{name}” is protected. Open it in the window, or by the command unlock, with its passphrase."
    ).format(name=x.name),
    e.PassphraseWrong: lambda x: _(
        "This passphrase does not open “{name}”. Capitals and spaces count; check it and try again."
    ).format(name=x.name),
    e.PassphraseShort: lambda x: _("A passphrase needs at least {least} letters. Take a few words.").format(
        least=x.least
    ),
    e.PassphraseUnsaid: lambda _e: _(
        "There is no passphrase: type the same one twice, or name a file that holds it with --passphrase-file."
    ),
    e.LockedCopyDamaged: lambda x: _(
        "“{name}” is damaged: part of it is missing or was altered. Take another copy of it."
    ).format(name=x.name),
    e.NoSuchVersion: lambda x: _("Story #{number} has no version {version}.").format(
        number=x.number, version=x.version
    ),
    e.NoSuchPerson: _no_person,
    e.PersonUnclear: lambda x: _(
        "Several people are called “{name}”. Say which one by the address: {mails}."
    ).format(name=x.name, mails=listed(x.mails)),
    e.MadeByNewerVersion: lambda x: _(
        "“{name}” was made by a newer version of Learning Stories. Update the app to open it; the file was left as it is."
    ).format(name=x.name),
    e.FileReadOnly: lambda x: _(
        "“{name}” cannot be changed: it or its folder is read-only. Copy it to a folder of your own and open the copy."
    ).format(name=x.name),
    e.FileBusy: lambda x: _(
        "“{name}” is being written by another window or program. Wait a moment and try again."
    ).format(name=x.name),
    e.DiskFull: lambda x: _(
        "There is no room left on the disk, so this was not stored in “{name}”. Make room and try again."
    ).format(name=x.name),
    e.DiskTrouble: lambda x: _(
        "The disk failed while “{name}” was being read or written, so nothing was stored. Check that it is connected and has room, and try again."
    ).format(name=x.name),
    e.CannotWrite: lambda x: _("“{name}” cannot be written there. Choose another folder or name.").format(
        name=x.name
    ),
    e.NoSuchBackup: lambda x: _(
        "There is no backup “{text}” of this challenge. Choose one from the list of them."
    ).format(text=x.text),
    e.NothingRescued: lambda x: _(
        "Too much of “{name}” is lost: nothing of it could be saved. Open a backup of it instead."
    ).format(name=x.name),
    e.NoSuchStory: lambda x: _("There is no story #{number}.").format(number=x.number),
    e.NoSuchReviewer: lambda x: _(
        "There is no reviewer with the address {email}. Add the reviewer first, or check the spelling."
    ).format(email=x.email),
    e.NoSuchLanguage: lambda x: _(
        "“{name}” is no language that is known here. Write its name, such as “Spanish”, or its code, such as “es”."
    ).format(name=x.name),
    e.NoSuchCriterion: lambda x: _(
        "The challenge no longer asks “{question}”. Look at its further criteria again."
    ).format(question=x.question),
    e.ReviewerExists: lambda x: _("A reviewer with the address {email} is there already.").format(
        email=x.email
    ),
    e.ReviewerHasPack: lambda x: _(
        "A pack was made for {email}, and what comes back of it needs its reviewer. Withdraw the pack and give the stories to others instead."
    ).format(email=x.email),
    e.ReviewerHasReadings: lambda x: _(
        "{email} has begun to read, and the answers would be lost. Leave the reviewer in the list."
    ).format(email=x.email),
    e.NotAnEmail: lambda x: _("“{email}” is not an e-mail address. Write it like name@example.org.").format(
        email=x.email
    ),
    e.ValueOutOfScale: _value,
    e.ChanceOutOfRange: lambda x: _("{value} is not a chance. Choose a number from 0 to 10.").format(
        value=x.value
    ),
    e.ChangedMeanwhile: lambda _e: _(
        "Somebody else has changed the same meanwhile, so nothing was stored. Look at it again."
    ),
    e.ChanceWithoutAction: lambda _e: _("A chance belongs to an action. Say first what you would do."),
    e.SteppedAside: lambda x: _(
        "This reviewer stepped aside from story #{number}, so it cannot be rated."
    ).format(number=x.number),
    e.StoryWithdrawn: lambda x: _("Story #{number} was withdrawn. Restore it first.").format(number=x.number),
    e.StoryRefused: lambda x: _(
        "Story #{number} was refused as late. Accept it first, with a reason."
    ).format(number=x.number),
    e.StoryNotEligible: lambda x: _(
        "Story #{number} was found not eligible. Decide otherwise first, with a reason."
    ).format(number=x.number),
    e.NotLate: lambda x: _("Story #{number} came in time, so nothing about it is late.").format(
        number=x.number
    ),
    e.NoSuchClaim: lambda x: _(
        "Nothing that came with story #{number} tells such a time. Type the time that counts instead."
    ).format(number=x.number),
    e.TimeNotCome: lambda _e: _("That time has not come yet. Choose when the story really came."),
    e.ExtensionTooShort: lambda _e: _(
        "That is no later than the deadline itself. Choose a later time, up to which the author may send."
    ),
    e.NoExtension: lambda x: _("{email} has no more time than others.").format(email=x.email),
    e.ChallengeInvalid: challenge_fault,
    e.TimeNotUnderstood: lambda x: _(
        "“{text}” is not a date and time. Write it like 2013-03-21 23:59."
    ).format(text=x.text),
    e.TimeImpossible: _time_impossible,
    e.TimeAmbiguous: _time_ambiguous,
    e.ZoneUnknown: lambda x: _(
        "There is no time zone “{zone}”. Write it like Europe/London, or “anywhere on Earth”."
    ).format(zone=x.zone),
    e.ShortlistLocked: lambda _e: _("The shortlist is locked. Unlock it first, with a reason."),
    e.NoSuchDraft: lambda _e: _("This draft is not kept any more. Choose another from the list."),
    e.NoSuchKeptResults: lambda _e: _("These results are not kept any more. Choose others from the list."),
    e.KeptResultsUnreadable: lambda e: _(
        "What was kept as “{name}” cannot be read. Remove it, or undo what changed it."
    ).format(name=e.name),
    e.NothingToWrite: lambda _e: _("There are no letters to write yet. Add stories first."),
    e.NothingToCertify: lambda _e: _("There is nobody yet who would get a certificate."),
    e.ShortlistEmpty: lambda _e: _("The shortlist is empty. Add stories to it first."),
    e.PinsDoNotFit: _pins,
    e.RulesClash: clash_words,
    e.NoPrintConsent: _no_print,
    e.NoStageConsent: _no_stage,
    e.NoWebConsent: _no_web,
    e.PaperNotOffered: _paper,
    e.EveningWithoutDate: lambda _e: _(
        "The evening has no date yet. Say when it is under “Change the challenge”, then it can go into calendars."
    ),
    e.FolderTaken: lambda x: _(
        "“{name}” cannot become the folder: it is a file, or a folder that holds other things, which would be lost. Choose a new name or an empty folder."
    ).format(name=x.name),
    e.CoverUnusable: lambda x: _(
        "“{name}” cannot be on the cover. Choose a picture such as a PNG or JPEG, of at most 40 MB."
    ).format(name=x.name),
    e.OutputUnknown: lambda x: _(
        "There is no output of the kind “{kind}”. Choose one from the list of them."
    ).format(kind=x.kind),
    e.NoSuchPromise: lambda x: _(
        "There is no promise {number} to change. The list of promises gives the numbers."
    ).format(number=x.number),
    e.PromiseEmpty: lambda _e: _("Please write what they said they would do."),
    e.ReasonNeeded: lambda _e: _("Please give a reason: it is shown to whoever asks why."),
    e.NothingToRank: lambda _e: _("There are no ratings yet, so there is nothing to rank."),
    e.NotATable: lambda x: _(
        "“{name}” is not a table of text. It needs a row of column names and then a row for each rating, with the cells parted by commas, semicolons or tabs."
    ).format(name=x.name),
    e.TableTooLarge: lambda x: _(
        "“{name}” is larger than can be analysed at once: at most 2 million rows and 256 MB. Leave out what is not needed."
    ).format(name=x.name),
    e.QuoteLeftOpen: lambda x: _(
        "“{name}” has a quotation mark that is not closed, in line {number} or after it. Close it, or take it out."
    ).format(name=x.name, number=x.number),
    e.NoSuchColumn: lambda x: _("There is no column “{column}”. The table has: {columns}.").format(
        column=x.column, columns=x.columns
    ),
    e.TooManyToTellApart: lambda _e: _(
        "There are more than 6,000 stories and more than 6,000 reviewers, which is more than can be told apart at once. Analyse a part of them."
    ),
    e.NothingToUndo: lambda x: (
        _("There is nothing to bring back.") if x.redo else _("There is nothing to take back.")
    ),
    e.UndoBlocked: lambda x: _(
        "“{label}” can no longer be taken back, because what it changed has been changed again since."
    ).format(label=x.label),
    e.StoryUnreadable: unreadable,
    e.FieldUnknown: _field_unknown,
    e.ColumnUnknown: _column_unknown,
    e.TypesettingFailed: _typesetting,
    e.GlyphMissing: _glyph,
    e.CallTooLong: lambda _e: _(
        "The call is longer than one page. Shorten what you ask for, or save it as a web page."
    ),
    e.CallEndingUnknown: lambda x: _(
        "“{name}” does not say what to make of the call. Let it end in .pdf, .html, .txt or .csv."
    ).format(name=x.name),
    e.ResultsEndingUnknown: lambda x: _(
        "“{name}” does not say how to save the results. Let it end in .csv, .json or .pdf."
    ).format(name=x.name),
}
