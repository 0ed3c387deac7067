import pytest
from pypdfium2 import PdfDocument

from learningstories.domain.errors import Cancelled
from learningstories.domain.showcase import Paper
from learningstories.services.progress import Control
from learningstories.ui.book_printing import book_printer, pages_to_print, print_pages


def test_printing_puts_each_page_on_paper(pdf, tools, tmp_path):
    printer = book_printer(Paper.A5, "Book")
    target = tmp_path / "printed.pdf"
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFromTo(2, 3)
    steps = []
    pages = pages_to_print(printer, 6)
    control = Control(lambda done, total: steps.append((done, total)))
    print_pages(printer, pdf, pages, tools, control)
    with PdfDocument(target) as printed:
        assert len(printed) == 2
        width, height = printed[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (148, 210)
    assert steps[-1] == (2, 2)


def test_printing_can_be_given_up(pdf, tools, tmp_path):
    printer = book_printer(Paper.A5, "Book")
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        print_pages(printer, pdf, [0, 1], tools, control)


def test_the_last_page_may_come_first(dressed):
    printer = book_printer(Paper.A4, "Book")
    printer.setPageOrder(printer.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3) == [2, 1, 0]
