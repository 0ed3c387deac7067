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


def test_letters_of_their_own_have_a_place_of_their_own_in_their_language() -> None:
    told = {
        "es": ["nube", "nzz", "ñandú", "ópera", "oro"],
        "sv-SE": ["Zebra", "Åsa", "Ängel", "Örjan"],
        "da": ["Zebra", "Ærlig", "Øre", "Ågot"],
        "pl": ["lzy", "Łódź", "mama", "źle"],
        "de": ["Ähre", "Apfel", "Öl", "Ort"],
    }
    for language, words in told.items():
        assert sorted(words, key=lambda word: alphabetic(word, language)) == words
