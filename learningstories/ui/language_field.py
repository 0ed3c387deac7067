"""A field for a language: its code or its name may be typed."""

from PySide6.QtWidgets import QLineEdit

from learningstories.i18n import _
from learningstories.services.language_names import language_code
from learningstories.services.wording import language_words
from learningstories.ui.widgets.fields import Field, text_field


class LanguageField(Field):
    """A name becomes its code as soon as the field is left; below a code stands its name."""

    def __init__(self, label: str, code: str) -> None:
        self.line: QLineEdit = text_field(_("such as en"), code, 20)
        super().__init__(label, self.line)
        self.line.editingFinished.connect(self._name)
        self._name()

    def _name(self) -> None:
        code = language_code(self.line.text())
        if code:
            self.line.setText(code)
        self.set_hint(language_words(code) if code else "")
