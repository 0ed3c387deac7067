from learningstories.services.title_words import titles_words


def test_a_few_titles_are_told_and_the_rest_counted() -> None:
    assert titles_words(["Chalk"]) == "“Chalk”"
    assert titles_words(["a", "b", "c", "d"]) == "“a”, “b”, “c”, “d”"
    assert titles_words([*"abcdefg"]) == "“a”, “b”, “c”, “d”, 3 more"
    assert len(titles_words(["word " * 60])) < 65
