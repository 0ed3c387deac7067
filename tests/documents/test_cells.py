"""The texts of a form's cells."""

from concurrent.futures import ThreadPoolExecutor

from learningstories.documents.documents import Documents


def test_a_cell_is_text_and_nothing_else(documents):
    texts = ["One.\n\nTwo,\nand more.", "# *Not* a <b>mark</b>", "safe\u202egnp.exe", ""]
    lines, marks, reordered, empty = documents.read_cells(texts)
    assert lines.markdown.split("\n\n")[0] == "One."
    assert lines.words == 4
    shown = documents.to_html(marks.markdown)
    assert "# *Not* a &lt;b&gt;mark&lt;/b&gt;" in shown
    assert [problem.code for problem in reordered.problems] == ["direction_characters_removed"]
    assert "\u202e" not in reordered.markdown
    assert (empty.markdown.strip(), empty.words) == ("", 0)


def test_the_language_of_a_cell_is_told_by_some_of_it(documents):
    english, german = documents.read_cells(
        [
            "I asked everybody, and learned the names of the whole floor. " * 400,
            "Ich habe alle gefragt und so die Namen des ganzen Stockwerks gelernt. " * 400,
        ]
    )
    assert (english.language_found, german.language_found) == ("en", "de")


def test_cells_are_read_by_two_processes_at_once_and_none_is_mixed_up():
    batches = [[f"Story {number} of batch {batch}." for number in range(60)] for batch in range(12)]
    with Documents() as reader, ThreadPoolExecutor(2) as ahead:
        read = list(ahead.map(reader.read_cells, batches))
        assert reader._reading._process is not None
        assert reader._showing._process is not None
    assert [[cell.markdown.strip() for cell in cells] for cells in read] == batches
