"""Every key that does something: those of the menus, and those that a page or a sheet has for itself."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from learningstories.i18n import _, in_context, listed
from learningstories.ui.actions import Actions, menu_titles, native_keys, plain_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """`group` is the menu or the page; `keys` as this system writes them, "" for a menu entry without any."""

    group: str
    words: str
    keys: str = ""


def of_menus(registry: Actions) -> list[Shortcut]:
    """All entries of the menus, in their order."""
    titles = {menu: plain_words(title) for menu, title in menu_titles().items()}
    rows = [
        (registry.place(action.objectName()), plain_words(action.text()), native_keys(action))
        for action in registry
    ]
    order = list(titles)
    rows.sort(key=lambda row: order.index(row[0]))
    return [Shortcut(group=titles[place], words=words, keys=keys) for place, words, keys in rows]


def of_challenge() -> list[Shortcut]:
    """What the pages of a challenge listen to besides."""
    return [*_everywhere(), *_lists(), *of_reading(), *_shortlist(), *_pictures(), *_presenter()]


def _everywhere() -> list[Shortcut]:
    where = _("Everywhere")
    return [
        Shortcut(group=where, words=_("To the next control, and back"), keys=_keys("Tab", "Shift+Tab")),
        Shortcut(group=where, words=_("Open the menu of what is chosen"), keys=_keys("Shift+F10", "Menu")),
        Shortcut(group=where, words=_("Leave a sheet or the command box"), keys=_keys("Esc")),
        Shortcut(group=where, words=_("Press the main button of a sheet"), keys=_keys("Return")),
        Shortcut(group=where, words=_("Between the pages in the sidebar"), keys=_keys("Up", "Down")),
    ]


def _lists() -> list[Shortcut]:
    where = _("Lists")
    return [
        Shortcut(group=where, words=_("Search the stories"), keys=_keys("Ctrl+F")),
        Shortcut(group=where, words=_("Empty the search"), keys=_keys("Esc")),
        Shortcut(group=where, words=_("Open what is chosen"), keys=_keys("Return")),
        Shortcut(group=where, words=_("Choose several"), keys=_keys("Shift+Down", "Ctrl+Space")),
        Shortcut(group=where, words=_("Choose all"), keys=_keys("Ctrl+A")),
    ]


def of_reading() -> list[Shortcut]:
    """What the reading page listens to, in a challenge and in a pack."""
    where = in_context("card", "Reading")
    return [
        Shortcut(group=where, words=_("Give an answer"), keys="1 - 5"),
        Shortcut(group=where, words=_("On to the next story"), keys=_keys("Return")),
        Shortcut(group=where, words=_("On, while writing"), keys=_keys("Ctrl+Return")),
        Shortcut(group=where, words=_("Skip the story"), keys=_keys("S")),
        Shortcut(group=where, words=_("Larger letters"), keys=_keys("Ctrl++")),
        Shortcut(group=where, words=_("Smaller letters"), keys=_keys("Ctrl+-")),
        Shortcut(group=where, words=_("Letters as they were"), keys=_keys("Ctrl+0")),
    ]


def _shortlist() -> list[Shortcut]:
    where = _("Shortlist")
    return [
        Shortcut(group=where, words=_("Move a story up or down"), keys=_keys("Alt+Up", "Alt+Down")),
        Shortcut(group=where, words=_("Change its minutes"), keys=_keys("M", "F2")),
        Shortcut(group=where, words=_("Take it off"), keys=_keys("Del")),
    ]


def _pictures() -> list[Shortcut]:
    where = _("Pictures of figures")
    return [
        Shortcut(group=where, words=_("From mark to mark"), keys=_keys("Left", "Right", "Up", "Down")),
        Shortcut(group=where, words=_("Copy the picture and its numbers"), keys=_keys("Ctrl+C")),
        Shortcut(group=where, words=_("Everything else that can be done with it"), keys=_keys("Shift+F10")),
    ]


def _presenter() -> list[Shortcut]:
    where = _("Presenting")
    return [
        Shortcut(group=where, words=_("Go on"), keys=_keys("Space", "PgDown", "Right")),
        Shortcut(group=where, words=_("Go back"), keys=_keys("Backspace", "PgUp", "Left")),
        Shortcut(group=where, words=_("Black, and back"), keys=_keys("B", ".")),
        Shortcut(group=where, words=_("End"), keys=_keys("Esc", "Q")),
    ]


def _keys(*keys: str) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return listed(QKeySequence(each).toString(native) for each in keys)


def as_text(shortcuts: list[Shortcut]) -> str:
    """All of them as plain text, to print or to send."""
    widest = max((len(each.keys) for each in shortcuts), default=0)
    lines: list[str] = []
    for place, each in enumerate(shortcuts):
        if not place or shortcuts[place - 1].group != each.group:
            lines += ["", each.group] if lines else [each.group]
        lines.append(f"  {each.keys:<{widest}}  {each.words}")
    return "\n".join(lines) + "\n"
