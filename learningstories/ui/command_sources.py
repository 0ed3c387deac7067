"""What the command box knows without asking the file: what can be done, where one can go, and who reads."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSettings

from learningstories.i18n import _, numeral
from learningstories.services.command_match import Fit, Hit, match
from learningstories.services.reader_progress import ReaderProgress
from learningstories.services.story_query import StoryName
from learningstories.ui.actions import Actions, Menu, menu_titles, native_keys, plain_words
from learningstories.ui.command import Command, CommandKind
from learningstories.ui.one_line import in_one_line

PAGE_ACTION = "page-"
NO_ICON = "corner-down-left"
_RECENT = "commands/recent"
_MOST_RECENT = 5
_MOST = {
    CommandKind.PAGE: 4,
    CommandKind.ACTION: 8,
    CommandKind.REVIEWER: 5,
    CommandKind.STORY: 8,
}
_MOST_MISTYPED = 4
Found = tuple[Hit, Command]


def actions_of(registry: Actions) -> list[Command]:
    """Everything in the menus; what is switched off, Undo with nothing to take back, is left out."""
    titles = menu_titles()
    return [_action(registry, action.objectName(), titles) for action in registry if action.isEnabled()]


def _action(registry: Actions, name: str, titles: dict[Menu, str]) -> Command:
    action = registry[name]
    is_page = name.startswith(PAGE_ACTION)
    return Command(
        key=name,
        kind=CommandKind.PAGE if is_page else CommandKind.ACTION,
        words=plain_words(action.text()),
        icon=registry.icon_name(name) or NO_ICON,
        aside="" if is_page else plain_words(titles[registry.place(name)]),
        note=native_keys(action) or (_("page") if is_page else _("command")),
        bar=registry.bar(name),
        do=action.trigger,
    )


def reviewers_of(people: Sequence[ReaderProgress], go: Callable[[str], object]) -> list[Command]:
    """Who reads, and how far each is."""
    return [
        Command(
            key=f"reviewer:{person.email}",
            kind=CommandKind.REVIEWER,
            words=person.name,
            icon="user",
            aside=_("{read} of {wanted} read").format(
                read=numeral(person.read), wanted=numeral(person.wanted)
            ),
            note=_("reviewer"),
            do=partial(go, person.email),
        )
        for person in people
    ]


def story_of(story: StoryName, go: Callable[[int], object]) -> Command:
    """One story."""
    aside = in_one_line(fact for fact in (story.author, f"#{story.number}") if fact)
    return Command(
        key=f"story:{story.number}",
        kind=CommandKind.STORY,
        words=story.title,
        icon="book-open",
        aside=aside,
        note=_("story"),
        do=partial(go, story.number),
    )


def found_among(typed: str, commands: Sequence[Command]) -> list[Found]:
    """Those that the letters stand for."""
    return [(hit, command) for command in commands if (hit := match(typed, command.words)) is not None]


def found_story(typed: str, story: StoryName, command: Command) -> Found:
    """A story that the file found: by its title, or else by its author or number."""
    hit = match(typed, story.title)
    if hit is not None:
        return hit, command
    by_author = match(typed, story.author)
    fit = Fit.BEGINS if typed.strip().lstrip("#") == str(story.number) else Fit.EACH_WORD
    return Hit(fit=by_author.fit if by_author is not None else fit, place=0, spans=()), command


def best(found: Sequence[Found]) -> list[Command]:
    """The nearest first, with the letters that match; not too many of one kind."""
    left, mistyped = dict(_MOST), _MOST_MISTYPED
    shown: list[Command] = []
    for hit, command in sorted(found, key=_nearness):
        is_mistyped = hit.fit is Fit.MISTYPED
        if left[command.kind] and (mistyped or not is_mistyped):
            left[command.kind] -= 1
            mistyped -= is_mistyped
            shown.append(replace(command, spans=hit.spans))
    return shown


def _nearness(found: Found) -> tuple[bool, int, int, int]:
    hit, command = found
    return bool(command.bar), hit.fit, command.kind, hit.place


class Recent:
    """What was chosen last; stories and people only while the window is open."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        stored = settings.value(_RECENT)
        self._keys = [str(key) for key in stored] if isinstance(stored, list) else []
        self._here: dict[str, Command] = {}

    def note(self, command: Command) -> None:
        """Remember what was chosen."""
        self._keys = [command.key, *(key for key in self._keys if key != command.key)][: 2 * _MOST_RECENT]
        if command.kind in (CommandKind.STORY, CommandKind.REVIEWER):
            self._here[command.key] = replace(command, spans=())
        self._settings.setValue(_RECENT, [key for key in self._keys if ":" not in key])

    def among(self, known: Sequence[Command]) -> list[Command]:
        """Those of what is known, and of what was chosen here; the last first."""
        by_key = {**self._here, **{command.key: command for command in known}}
        return [by_key[key] for key in self._keys if key in by_key][:_MOST_RECENT]
