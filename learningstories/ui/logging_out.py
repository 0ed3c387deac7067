"""What is done when the person logs out, or the system shuts down, while there is time."""

from learningstories.ui.answer_saver import AnswerSaver
from learningstories.ui.app import Windows
from learningstories.ui.unfinished import Unfinished


def note_log_out(windows: Windows) -> None:
    """Note what is open, and store what is half typed."""
    windows.reopening.leave(windows.files())
    for window in windows.all():
        for words in window.shell.findChildren(Unfinished):
            words.look()
        for answers in window.shell.findChildren(AnswerSaver):
            answers.save_here()
