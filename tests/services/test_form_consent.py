"""Consent is never assumed: only a clear yes counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.form import FormField as F
from learningstories.services.form_consent import consent_asked, consent_given

READ, PRINT, WEB, STAGE = F.CONSENT_READ, F.CONSENT_PRINT, F.CONSENT_WEB, F.CONSENT_STAGE


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "Yes",
            "yes",
            "YES, of course",
            "Y",
            "true",
            "TRUE",
            "x",
            "✓",
            "☑",
            "checked",
            "I agree",
            "I consent",
        ),
        *("Ja", "Ja, gerne", "Einverstanden", "Ich stimme zu", "WAHR", "Oui", "Oui, bien sûr", "J'accepte"),
        *(
            "d'accord",
            "Sí",
            "Sí, acepto",
            "De acuerdo",
            "Sim",
            "Concordo",
            "Aceito",
            "Sì",
            "Acconsento",
            "Akkoord",
        ),
        *("Ik ga akkoord", "I agree that it may be printed", "Yes, it may be printed in the book"),
    ],
)
def test_a_clear_yes_counts(answer):
    given = consent_given(PRINT, "May it be printed?", answer)
    assert (given.uses, given.clear) == ({PRINT}, True)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "  ",
        "No",
        "no",
        "Nein",
        "Non",
        "Não",
        "Nee",
        "false",
        "0",
        "-",
        "n/a",
        "disagree",
        "I do not agree",
    ],
)
def test_a_no_and_no_answer_are_no(answer):
    given = consent_given(PRINT, "May it be printed?", answer)
    assert (given.uses, given.clear) == (frozenset(), True)


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "maybe",
            "Yes, but ask me first",
            "Yes and no",
            "Only if my name is changed",
            "Not sure",
            "it depends",
        ),
        *(
            "Ja, aber nur anonym",
            "Vielleicht",
            "Oui, si je peux relire",
            "Sí, si me avisan",
            "Sim, mas sem o nome",
        ),
        *("I don't want it printed", "It may not be printed", "nicht einverstanden damit"),
        *("1", "2", "I agree that it may be put on the web", "Web", "???", "Zoë"),
    ],
)
def test_what_is_not_clear_is_no_and_is_told(answer):
    given = consent_given(PRINT, "May it be printed?", answer)
    assert (given.uses, given.clear) == (frozenset(), False)


def test_one_counts_where_a_form_writes_yes_and_no_in_digits():
    assert consent_given(PRINT, "May we print it?", "1", digits=True).uses == {PRINT}
    assert consent_given(PRINT, "May we print it?", "0", digits=True).uses == frozenset()


def test_a_yes_to_a_question_that_denies_is_no():
    given = consent_given(PRINT, "I do NOT want my story to be printed", "Yes")
    assert (given.uses, given.clear) == (frozenset(), False)


@pytest.mark.parametrize(
    ("answer", "uses"),
    [
        ("May be printed; May be on the web", {PRINT, WEB}),
        ("May be printed, May be on the web", {PRINT, WEB}),
        ("Read by reviewers only", {READ}),
        ("Print;Web;", {PRINT, WEB}),
        ("It may be read by reviewers\nIt may be told on stage", {READ, STAGE}),
        ("Darf gelesen werden; darf gedruckt werden", {READ, PRINT}),
        ("Pode ser publicada no livro", {PRINT}),
        ("May be published on the web", {WEB}),
        ("I have read the rules; It may be printed", {PRINT}),
    ],
)
def test_one_column_can_hold_several_consents(answer, uses):
    given = consent_given(F.CONSENT, "What may we do with your story?", answer)
    assert given.uses == uses


def test_a_choice_that_is_denied_takes_nothing_from_the_others():
    given = consent_given(F.CONSENT, "What may we do?", "May be printed; May not be put on the web")
    assert given.uses == {PRINT}
    # Where commas part the choices nobody can tell what the "not" belongs to.
    assert (
        consent_given(F.CONSENT, "What may we do?", "May be printed, not put on the web").uses == frozenset()
    )


def test_a_yes_that_does_not_say_to_what_is_to_nothing():
    given = consent_given(F.CONSENT, "Consent", "Yes")
    assert (given.uses, given.clear, given.agrees) == (frozenset(), False, True)
    assert consent_given(F.CONSENT, "I agree that it may be read and printed", "Yes").uses == {READ, PRINT}
    assert consent_given(F.CONSENT_ALL, "Consent", "Yes").uses == {READ, PRINT, WEB, STAGE}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("I agree that my story may be published", PRINT),
        ("May reviewers read it?", READ),
        ("May it be put on the web?", WEB),
        ("May it be told on stage?", STAGE),
        ("Consent", F.CONSENT),
        ("Ich bin einverstanden, dass meine Geschichte gelesen und gedruckt wird", F.CONSENT),
        ("Dürfen Gutachter sie lesen?", READ),
        ("Darf sie auf der Bühne erzählt werden?", STAGE),
        ("Acceptez-vous que votre histoire soit imprimée ?", PRINT),
        ("Peut-elle être racontée sur scène ?", STAGE),
        ("¿Autoriza que se publique en la web?", WEB),
        ("Concordo que a minha história seja impressa no livro", PRINT),
        ("Può essere stampata?", PRINT),
        ("Mag het op het podium verteld worden?", STAGE),
    ],
)
def test_what_a_header_asks_for(header, field):
    assert consent_asked(header)[0] is field


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Your story",
            "I agree to the privacy policy",
            "I have read the rules and agree",
            "May we contact you?",
        ),
        *("I do not want my story to be printed", "Ich akzeptiere die Nutzungsbedingungen", "Newsletter?"),
    ],
)
def test_what_asks_for_something_else(header):
    assert consent_asked(header) is None


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz 0123456789.,!äé", max_size=40).filter(lambda t: "y" not in t)
)
def test_words_that_say_neither_yes_nor_a_permission_never_count(text):
    words = set(text.replace(",", " ").replace(".", " ").replace("!", " ").split())
    said = {
        "ja",
        "j",
        "si",
        "sim",
        "oui",
        "x",
        "ok",
        "on",
        "may",
        "can",
        "mag",
        "puo",
        "pode",
        "peut",
        "true",
        "darf",
    }
    given = consent_given(PRINT, "May it be printed?", text)
    assert not given.uses or words & said
