"""What the app is, and whose work it rests on."""

from PySide6.QtWidgets import QWidget

from learningstories import __version__
from learningstories.i18n import _
from learningstories.ui.parts_sheet import PartsSheet, list_of_parts
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import NARROW, Sheet


class AboutSheet(Sheet):
    """Version and thanks."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "Learning Stories", _("Version {version}").format(version=__version__), NARROW)
        self.body.addWidget(
            Label(
                _(
                    "Gather stories about learning, find the ones that move people to act, "
                    "and bring their authors and readers together."
                ),
                Text.QUOTE,
                wrap=True,
            )
        )
        self.body.addWidget(
            Label(
                _(
                    "Free software under the MIT licence. It rests on Qt, SQLite, SQLAlchemy, NumPy, SciPy "
                    "and Typst, is set in Inter, Source Serif and Noto, and has its icons from Lucide. "
                    "It sends nothing over the network."
                ),
                Text.SMALL,
                Role.MUTED,
                wrap=True,
            )
        )
        self.parts = self.add_button(Button(_("What is in it")))
        self.parts.setVisible(list_of_parts().is_file())  # whoever put the app together may have made none
        self.parts.clicked.connect(lambda: PartsSheet(self, list_of_parts()).open())
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        close.clicked.connect(self.accept)
