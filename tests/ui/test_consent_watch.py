from learningstories.services import shortlisting, stories
from learningstories.services.outputs import output_of
from learningstories.services.saved_outputs import note_saved, read_holds
from learningstories.ui.consent_watch import ConsentWatch


def test_what_was_saved_with_a_consent_is_told_when_that_is_taken_back(qtbot, desk, workspace, add_story):
    add_story(workspace, "Once.", title="The lift", consent_print=True)
    shortlisting.add(workspace, [1])
    book = output_of("book")
    note_saved(workspace, book, "book.pdf", read_holds(workspace, book))
    ConsentWatch(desk)
    with qtbot.waitSignal(desk.failed) as told:
        stories.edit(workspace, 1, consent_print=False)
    assert "Showcase book" in told.args[0]
