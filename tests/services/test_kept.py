import io
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.kept import (
    SMALL,
    Aside,
    Kept,
    TooLong,
    bytes_of,
    part_of,
    sha_of,
    size_of,
)


@given(st.lists(st.integers(0, 3 * SMALL), max_size=6))
def test_what_was_set_aside_comes_back_as_it_was(sizes):
    aside = Aside()
    whole = [bytes([number]) * size for number, size in enumerate(sizes)]
    contents = [aside.put(data) for data in whole]
    assert [bytes_of(content) for content in contents] == whole
    assert [size_of(content) for content in contents] == sizes
    assert [sha_of(content) for content in contents] == [sha_of(data) for data in whole]
    assert all(
        isinstance(content, Kept) == (size > SMALL) for content, size in zip(contents, sizes, strict=True)
    )


@given(st.integers(0, 3 * SMALL), st.integers(0, 3 * SMALL))
def test_a_part_can_be_read_by_itself(start, size):
    data = bytes(range(256)) * (2 * SMALL // 256)
    assert part_of(Aside().put(data), start, size) == data[start : start + size] == part_of(data, start, size)


def test_a_stream_that_is_too_long_leaves_no_trace():
    aside = Aside()
    with pytest.raises(TooLong):
        aside.put_stream(io.BytesIO(bytes(10)), most=9)
    kept = aside.put_stream(io.BytesIO(b"story"), most=9)
    assert (kept.read(), kept.size, aside.size) == (b"story", 5, 5)


def test_several_threads_may_set_aside_at_once():
    aside = Aside()
    kept: dict[int, object] = {}

    def put(number):
        kept[number] = aside.put(bytes([number]) * (SMALL + 1 + number))

    threads = [threading.Thread(target=put, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: bytes_of(content) for number, content in kept.items()} == {
        number: bytes([number]) * (SMALL + 1 + number) for number in range(20)
    }
