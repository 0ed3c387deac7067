"""Every hostile pack is refused with a sentence, in little memory, and leaves nothing behind."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.errors import ExpectedError
from learningstories.packs.packs import PackFiles
from learningstories.services.pack_contents import PackContents
from learningstories.services.sentences import advice
from tests.packs.hostile_packs import CASES, HostilePack

MOST_MEMORY = 200_000_000


@pytest.mark.parametrize("hostile", CASES, ids=lambda case: case.name)
def test_hostile_packs(
    files: PackFiles,
    contents: PackContents,
    hostile: HostilePack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    data = hostile.make(files.write(contents))
    tracemalloc.start()
    try:
        refused: ExpectedError | None = None
        try:
            found = files.read(data, "ada {0}.lspack", "some phrase")
            assert found.stories == contents.stories
        except ExpectedError as error:
            refused = error
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert type(refused) is (hostile.error or type(None))
    assert refused is None or "ada {0}.lspack" in advice(refused)
    assert peak < MOST_MEMORY
    assert list(tmp_path.iterdir()) == []


@given(noise=st.binary(max_size=300))
def test_noise_is_no_pack(noise: bytes) -> None:
    with pytest.raises(ExpectedError):
        PackFiles().read(noise, "x.lspack")


@settings(max_examples=80)
@given(data=st.data())
def test_a_pack_in_which_anything_was_altered_is_refused_or_reads_the_same(
    files: PackFiles, contents: PackContents, data: st.DataObject
) -> None:
    pack = bytearray(files.write(contents))
    place = data.draw(st.integers(0, len(pack) - 1))
    pack[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = files.read(bytes(pack), "x.lspack")
    except ExpectedError:
        return
    assert found.stories == contents.stories
    assert found.key == contents.key
