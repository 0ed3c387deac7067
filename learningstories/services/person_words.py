"""What is held about a person, and what became of it, in sentences."""

from collections.abc import Iterator

from learningstories.i18n import _, listed, plural
from learningstories.services.one_person import Held
from learningstories.services.person_removal import Removed


def held_lines(held: Held) -> list[str]:
    """Everything that is about the person, one line each."""
    return [*_as_author(held), *_as_reader(held), *_elsewhere(held)]


def _as_author(held: Held) -> Iterator[str]:
    for story in held.stories:
        texts = sum(version.story_id == story.id for version in held.versions)
        files = sum(file.story_id == story.id for file in held.files)
        told = _("Story #{number} “{title}”: {texts}, {files}").format(
            number=story.number,
            title=story.title,
            texts=plural("{n} text", "{n} texts", texts).format(n=texts),
            files=plural("{n} file", "{n} files", files).format(n=files),
        )
        yield told
    if held.others:
        yield plural(
            "{n} reading of these stories by others",
            "{n} readings of these stories by others",
            len(held.others),
        ).format(n=len(held.others))
    if held.extended:
        yield _("More time to send a story")


def _as_reader(held: Held) -> Iterator[str]:
    for one in held.reviewers:
        yield _("Reviewer {name} ({email})").format(name=one.name, email=one.email)
    for count, words in (
        (len(held.readings), plural("{n} reading", "{n} readings", len(held.readings))),
        (len(held.packs), plural("{n} pack made for them", "{n} packs made for them", len(held.packs))),
        (len(held.returned), plural("{n} return", "{n} returns", len(held.returned))),
        (len(held.promises), plural("{n} promise", "{n} promises", len(held.promises))),
    ):
        if count:
            yield words.format(n=count)


def _elsewhere(held: Held) -> Iterator[str]:
    if held.listed:
        yield _("On the list of guests")
    if held.steps:
        yield plural("{n} step of the history", "{n} steps of the history", len(held.steps)).format(
            n=len(held.steps)
        )


def outside_lines(held: Held) -> list[str]:
    """What nobody can take back from here, or what others wrote: to be looked at by hand."""
    found = []
    if held.outputs:
        found.append(
            _("Saved before, and may hold them: {outputs}. Delete those files, or save them again.").format(
                outputs=listed(held.outputs)
            )
        )
    if held.packed:
        told = plural(
            "{n} pack that went to another reviewer holds their story. Ask for it to be deleted.",
            "{n} packs that went to other reviewers hold their story. Ask for them to be deleted.",
            len(held.packed),
        )
        found.append(told.format(n=len(held.packed)))
    if held.mentioned:
        numbers = listed(f"#{number}" for number in held.mentioned)
        found.append(
            _("Stories of others say the name, and stay as they are: {stories}.").format(stories=numbers)
        )
    if held.mentions:
        told = plural(
            "{n} answer of another reader says the name, and stays as it is.",
            "{n} answers of other readers say the name, and stay as they are.",
            held.mentions,
        )
        found.append(told.format(n=held.mentions))
    return found


def removed_lines(done: Removed) -> list[str]:
    """What came of removing it."""
    found = [_("What was held about this person is removed.")]
    if done.kept:
        told = plural(
            "{n} reading stays without a name, so that the results are what they were.",
            "{n} readings stay without a name, so that the results are what they were.",
            done.kept,
        )
        found.append(told.format(n=done.kept))
    gone = done.gone + done.others
    if gone:
        told = plural("{n} reading is gone.", "{n} readings are gone.", gone)
        found.append(told.format(n=gone))
    if not done.wiped:
        found.append(_("Other windows have the file open: its last traces go when they are closed."))
    return found
