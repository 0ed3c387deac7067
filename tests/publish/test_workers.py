from datetime import date

import pytest

from learningstories.domain.errors import Cancelled
from learningstories.publish.book import make_book
from learningstories.publish.lazy_press import LazyPress
from learningstories.publish.workers import Workers
from learningstories.services.book_content import BookContent, BookStory
from learningstories.services.progress import Control


@pytest.fixture(scope="module")
def content():
    story = BookStory(number=1, title="The kettle", html="<p>It boiled over.</p>")
    return BookContent(title="Stories that made us act", dated=date(2013, 4, 12), stories=(story,))


@pytest.fixture
def workers():
    made = Workers()
    yield made
    made.close()


def test_a_book_is_the_same_whether_somebody_was_ready_for_it_or_not(content, workers, tmp_path):
    for name in ("first", "second"):
        make_book(content, tmp_path / name, Control(), workers)
    make_book(content, tmp_path / "alone", Control())
    first, second, alone = ((tmp_path / name).read_bytes() for name in ("first", "second", "alone"))
    assert first == second == alone


def test_who_waited_and_died_meanwhile_is_replaced(content, workers, tmp_path):
    workers.make_ready()
    killed = workers._ready.process
    killed.kill()
    killed.wait()
    assert make_book(content, tmp_path / "book.pdf", Control(), workers).accessible


def test_a_book_that_is_stopped_leaves_nobody_and_nothing(content, workers, tmp_path):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        make_book(content, tmp_path / "book.pdf", Control(stop), workers)
    assert not list(tmp_path.iterdir())
    assert make_book(content, tmp_path / "book.pdf", Control(), workers).accessible


def test_after_the_end_nobody_waits(content, tmp_path):
    press = LazyPress()
    press.make_book(content, tmp_path / "book.pdf", Control())
    waiting = press.workers()._ready.process
    press.close()
    assert waiting.returncode is not None
    assert press.make_book(content, tmp_path / "again.pdf", Control()).accessible
