"""Names stand where a person looks for them, whatever marks their letters have."""

from learningstories.domain.alphabet import alphabetic


def test_letters_with_marks_stand_by_those_without() -> None:
    names = [
        "Zoë",
        "Ángel",
        "anna",
        "Øystein",
        "Otto",
        "Łukasz",
        "Lucy",
        "Ängste",
        "Æsop",
        "Straße",
        "Strasse b",
        "ليلى",
    ]
    told = [
        "Æsop",
        "Ángel",
        "Ängste",
        "anna",
        "Lucy",
        "Łukasz",
        "Otto",
        "Øystein",
        "Straße",
        "Strasse b",
        "Zoë",
        "ليلى",
    ]
    assert sorted(names, key=alphabetic) == told
