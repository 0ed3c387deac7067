"""What is too long for its place: nothing is cut off without a sign."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.ui.answer_form import Scale
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.notice import Notice

COMPOUND = "Kraftfahrzeughaftpflichtversicherungsgesellschaftsangestelltenfortbildung"
ADDRESS = "hieronymus.wolfeschlegelsteinhausen@a-very-long-name.example.org"
POINTS = ("Not at all", "A little", "Somewhat", "A lot", "Very strongly")


def test_a_word_longer_than_its_line_is_broken_and_read_out_whole(qtbot, theme):
    for words in (COMPOUND, ADDRESS):
        label = Label(words, wrap=True)
        qtbot.addWidget(label)
        assert label.minimumSizeHint().width() < 220
        assert label.heightForWidth(220) > label.fontMetrics().height()
        assert label.text() == words
        assert label.accessibleName() == words


def test_words_that_fit_stay_as_they_are(qtbot, theme):
    label = Label("قصة المعلم الأول and a story", wrap=True)
    qtbot.addWidget(label)
    assert "\N{ZERO WIDTH SPACE}" not in super(Label, label).text()


def test_a_notice_is_as_high_as_its_sentence(qtbot, theme):
    host = QWidget()
    column = QVBoxLayout(host)
    notice = Notice("The file could not be read, because it is not a Word document. " * 3)
    column.addWidget(notice)
    column.addStretch(1)
    qtbot.addWidget(host)
    host.resize(320, 600)
    host.show()
    assert notice.sentence.height() >= notice.sentence.heightForWidth(notice.sentence.width())


def test_every_answer_shows_its_key_or_none_does(qtbot, theme):
    scale = Scale(POINTS, "How much?")
    qtbot.addWidget(scale)
    scale.show()
    for width, fits in ((960, True), (700, False)):
        scale.resize(width, 42)
        assert all(button.key_fits() for button in scale.buttons) is fits
        assert {button.key_shown for button in scale.buttons} == {fits}
