"""What a screen reader does, over AT-SPI: run with the system's Python, it says as JSON what it was told."""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

SECONDS = 40.0


def children(place):
    for at in range(min(place.get_child_count(), 200)):
        child = place.get_child_at_index(at)
        if child is not None:
            yield child


def everything(place, depth=16):
    yield place
    if depth:
        for child in children(place):
            yield from everything(child, depth - 1)


def find(place, role, name=""):
    """The first that is shown of a role and whose name begins so."""
    for one in everything(place):
        fits = one.get_role_name() == role and one.get_name().startswith(name)
        if fits and one.get_state_set().contains(Atspi.StateType.SHOWING):
            return one
    return None


def until(look, what):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            found = look()
        except GLib.Error:  # it went away meanwhile
            found = None
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"never came: {what}")


def press(button, action=""):
    """By the action of a name, or the first one."""
    names = [button.get_action_name(at) for at in range(button.get_n_actions())]
    button.do_action(names.index(action) if action else 0)


def is_on(button):
    button.clear_cache()  # else it is as it was when it was first looked at
    return button.get_state_set().contains(Atspi.StateType.CHECKED)


def answer(app, told):
    """Says of the first promise what became of it, by either of the actions that an answer has."""
    press(until(lambda: find(app, "radio button", "Promises"), "the entry of the promises"))
    named = ("Kept", "Partly")
    answers = {words: until(lambda words=words: find(app, "check box", words), words) for words in named}
    press(answers["Kept"], "Toggle")
    until(lambda: is_on(answers["Kept"]), "a first answer")
    for words, other, action in (("Partly", "Kept", "Toggle"), ("Kept", "Partly", "Press")):
        press(answers[words], action)
        until(lambda other=other: not is_on(answers[other]), f"what is stored on {action}")
    told["answers"] = [words for words, button in answers.items() if is_on(button)]


def focused(place):
    for one in everything(place):
        if one.get_state_set().contains(Atspi.StateType.FOCUSED):
            return one
    return None


def application():
    return next((one for one in children(Atspi.get_desktop(0)) if one.get_child_count()), None)


def main():
    app = until(application, "the app")
    told = {"window": until(lambda: find(app, "frame"), "its window").get_name()}
    entry = until(lambda: find(app, "radio button", "Stories"), "the entry of the stories")
    told["entry"] = entry.get_name()
    press(entry)
    table = until(lambda: find(app, "table", "Stories"), "the list of stories")
    until(table.get_n_rows, "its rows")
    told["rows"] = table.get_n_rows()
    told["columns"] = [table.get_column_description(at) for at in range(table.get_n_columns())]
    told["first"] = [table.get_accessible_at(0, at).get_name() for at in range(table.get_n_columns())]
    press(until(lambda: find(app, "push button", "Add stories"), "the button"))
    sheet = until(lambda: find(app, "dialog", "Add stories"), "the sheet")
    told["sheet"] = sheet.get_name()
    told["in focus"] = until(lambda: focused(app), "a focus").get_name()
    press(until(lambda: find(sheet, "push button", "Cancel"), "the way out"))
    until(lambda: find(app, "dialog", "Add stories") is None, "the sheet's end")
    answer(app, told)
    sys.stdout.write(json.dumps(told))


main()
