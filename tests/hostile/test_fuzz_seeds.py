"""What the fuzzers set out from and what they once found is borne, and so is what is near to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.fuzz.seeds import FOUND, seeds_of
from tests.hostile.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_and_findings_are_borne(target: str) -> None:
    for seed in seeds_of(target):
        TARGETS[target](seed)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=10)
@given(data=st.data())
def test_what_is_near_to_them_is_borne(target: str, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(seeds_of(target)[:3]))
    begin = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(begin, min(len(seed), begin + 8)))
    TARGETS[target](seed[:begin] + data.draw(st.binary(max_size=12)) + seed[end:])


def test_findings_are_of_targets() -> None:
    assert {folder.name for folder in FOUND.glob("*")} <= set(TARGETS)
