import pytest

from learningstories.services.drafts import PROBLEMS, Problem, problem_sentence

FACTS = {
    "value": "VALUE",
    "key": "KEY",
    "name": "NAME.png",
    "address": "http://example.org/p.png",
    "length": "120",
    "encoding": "cp1252",
    "question": "QUESTION?",
    "names": "NAMES",
}


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_has_a_sentence(code):
    sentence = problem_sentence(Problem(code=code, facts=FACTS))
    assert "{" not in sentence
    assert sentence.endswith(".")


def test_what_a_person_wrote_is_no_pattern():
    sentence = problem_sentence(Problem(code="name_too_long", facts={"value": "{0.__class__} {x}"}))
    assert "{0.__class__} {x}" in sentence
