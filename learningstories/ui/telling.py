"""Says something in the window in front, whichever it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learningstories.ui.shell import Shell
from learningstories.ui.tokens import Role

if TYPE_CHECKING:
    from learningstories.domain.errors import ExpectedError


def tell_in(
    front: QWidget,
    sentence: str,
    button: str = "",
    action: Callable[[], object] | None = None,
    role: Role = Role.BAD,
) -> None:
    """Say what went wrong over the pages, or in the first window, with one thing to do about it."""
    if isinstance(front, Shell):
        front.tell_above(sentence, role, button, action)
        return
    from learningstories.ui.start_page import StartPage  # noqa: PLC0415 - not with a file to open
    from learningstories.ui.widgets.notice import Notice, forget_same  # noqa: PLC0415

    if isinstance(front, StartPage):
        forget_same(front.notices, sentence)
        notice = Notice(sentence, role, button, action)
        notice.done.connect(notice.hide)
        notice.done.connect(notice.deleteLater)
        front.notices.addWidget(notice)


def advice_on(error: "ExpectedError") -> str:
    """What a person is told about an error."""
    from learningstories.services.sentences import advice  # noqa: PLC0415 - most starts need none

    return advice(error)
