"""Rows of real exports as stories: what they say, when they came, and how later exports know them again."""

import csv
import io
from datetime import UTC, datetime

import pytest

from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.errors import Cancelled
from learningstories.domain.story import NameUse
from learningstories.services.adding import add
from learningstories.services.drafts import problem_sentence
from learningstories.services.form_memory import known_forms
from learningstories.services.plan import Action, carry_out, plan
from learningstories.services.preview import Reception, preview
from learningstories.services.progress import Control
from learningstories.services.sentences import advice
from tests.services import form_exports as exports


@pytest.fixture
def look(reader, tmp_path, make_challenge, clock):
    """Previews an export."""

    def look_at(content, name="form.csv", zone="Europe/London", **said):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reception = Reception(challenge=make_challenge(zone=zone), reader=reader, now=clock(), **said)
        return preview([path], reception)

    return look_at


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def codes(found):
    return [problem.code for problem in found.problems]


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_each_row_is_a_story_with_all_it_says(look):
    first, second = look(exports.GOOGLE).found
    draft = first.draft
    assert (draft.title, draft.author, draft.email, draft.theme) == (
        *("The kettle", "Zoë Müller", "zoe@example.org"),
        "Work",
    )
    assert draft.markdown == f"{exports.STORY}\n"
    assert (draft.words, draft.language_found) == (35, "en")
    assert (first.source, first.origin.row, first.origin.path.name) == ("form.csv, row 2", 0, "form.csv")
    assert (second.source, second.draft.author) == ("form.csv, row 3", "Jim O'Neil, jr.")


def test_the_forms_stamp_is_when_it_came(look):
    first, second = look(exports.GOOGLE, zone="Asia/Tokyo").found
    assert (first.received_at, first.received_by) == (moment("2026-03-01 08:14:22"), ReceivedBy.FORM_STAMP)
    assert second.received_at == moment("2026-03-02 21:39:41")
    assert first.claims[0].said == "2026/03/01 9:14:22 AM GMT+1"


def test_stamps_without_zone_are_on_the_clocks_of_the_challenge_unless_the_header_tells(look):
    german = look(exports.GOOGLE_GERMAN, zone="Europe/Berlin").found[0]
    assert german.received_at == moment("2026-03-01 08:14:22")
    typeform = look(exports.TYPEFORM, zone="Europe/Berlin").found[0]
    assert typeform.received_at == moment("2026-03-01 09:14:22")
    microsoft = look(exports.microsoft(), "form.xlsx", zone="Europe/Berlin").found[0]
    assert microsoft.received_at == moment("2026-03-01 08:14:22")


def consents(found):
    draft = found.draft
    return draft.consent_read, draft.consent_print, draft.consent_web, draft.consent_stage


def test_only_a_clear_yes_is_consent_and_its_wording_is_kept(look):
    yes, no = look(exports.GOOGLE_FRENCH).found
    assert (consents(yes), consents(no)) == ((False, True, False, False), (False, True, False, True))
    assert yes.draft.consent_wording == (
        "Acceptez-vous que votre histoire soit imprimée ?: Oui\nPeut-elle être racontée sur scène ?: Non"
    )
    several, none = look(exports.microsoft(), "form.xlsx").found
    assert (consents(several), consents(none)) == ((True, True, False, False), (False,) * 4)
    assert several.draft.consent_wording == (
        "What may we do with it?: It may be read by reviewers;It may be printed;"
    )
    assert none.draft.consent_wording == ""


def test_what_may_be_published_may_be_read_unless_that_was_asked_by_itself(look):
    yes, no = look(exports.GOOGLE).found
    assert (consents(yes), consents(no)) == ((True, True, False, False), (False,) * 4)
    assert no.draft.consent_wording == "I agree that my story may be published: No"
    apart = table(
        ("Your story", "May reviewers read it?", "May it be published?"), (exports.STORY, "No", "Yes")
    )
    assert consents(look(apart).found[0]) == (False, True, False, False)
    ticked = table(
        ("Your story", "What may we do with it?"),
        (exports.STORY, "It may be published"),
        (exports.OTHER, "It may be read by reviewers"),
    )
    assert [consents(found)[:2] for found in look(ticked).found] == [(False, True), (True, False)]


def test_consents_in_columns_of_their_own(look):
    found = look(exports.SURVEYMONKEY).found
    assert [(f.draft.consent_print, f.draft.consent_web) for f in found] == [(True, False), (True, True)]
    found = look(exports.TYPEFORM).found
    assert [f.draft.consent_print for f in found] == [True, False]
    [found] = look(exports.TEMPLATE).found
    assert (found.draft.consent_read, found.draft.consent_print) == (True, True)
    assert (found.draft.consent_web, found.draft.consent_stage) == (False, False)
    assert (found.draft.name_use, found.draft.language) == (NameUse.FIRST, "en")


def test_names_in_two_columns_are_one_author(look):
    assert look(exports.JOTFORM).found[0].draft.author == "Zoë Müller"
    assert look(exports.GOOGLE_FRENCH).found[0].draft.author == "Zoë Müller"
    assert look(exports.GOOGLE_SPANISH).found[1].draft.author == "Jim O'Neil"


def test_who_stays_anonymous_has_no_name(look):
    found = look(exports.microsoft(), "form.xlsx").found[0]
    assert (found.draft.author, found.draft.email) == ("", "")
    assert "no_author" in codes(found)
    assert "email_not_understood" not in codes(found)


def test_attached_files_are_links_and_are_never_fetched(look):
    found = look(exports.AIRTABLE).found[0]
    assert found.draft.markdown.endswith(
        "- [kettle 1.jpg](https://v5.airtableusercontent.com/v3/u/a1)\n"
        "- [floor.png](https://v5.airtableusercontent.com/v3/u/a2)\n"
    )
    [told] = [problem for problem in found.problems if problem.code == "files_not_fetched"]
    assert "kettle 1.jpg" in problem_sentence(told)
    assert found.draft.files == found.draft.pictures == ()


def test_formulas_and_marks_are_words(look, reader):
    text = '=HYPERLINK("x")\n# no heading\n@SUM(1) -2 +3 <b>not bold</b>'
    [found] = look(table(("Timestamp", "Title", "Your story"), ("2026-03-01 09:00", "=1+1", text))).found
    assert found.draft.title == "=1+1"
    shown = reader.to_html(found.draft.markdown)
    assert "<h1>" not in shown
    assert "<b>" not in shown
    for words in ("=HYPERLINK(", "# no heading", "@SUM(1) -2 +3 &lt;b&gt;not bold&lt;/b&gt;"):
        assert words in shown


def test_empty_rows_are_passed_over_and_rows_without_text_say_so(look):
    found = look(
        table(("Title", "Your story"), ("One", exports.STORY), ("", ""), ("Two", ""), ("Three", "x"))
    ).found
    assert [each.source for each in found] == [f"form.csv, row {row}" for row in (2, 4, 5)]
    assert found[1].failure.cause == "no_text"
    assert "form.csv, row 4" in advice(found[1].failure)
    assert found[2].draft.title == "Three"


def test_a_row_without_title_is_called_by_its_first_words(look):
    [found] = look(table(("Name", "Your story"), ("Zoë", exports.STORY))).found
    assert found.draft.title == "The kettle broke on the first morning, and…"
    assert "no_title" in codes(found)


def test_a_story_that_was_asked_for_in_parts_stands_under_its_questions(look):
    columns = {"What happened *then*?": "text", "What did you learn?": "text"}
    export = table(
        ("Name", *columns), ("Zoë", "The kettle broke.", "To ask."), ("Jim", "", "Nothing at all.")
    )
    first, second = look(export, columns=columns).found
    assert first.draft.markdown == (
        "**What happened \\*then\\*?**\n\nThe kettle broke.\n\n**What did you learn?**\n\nTo ask.\n"
    )
    assert second.draft.markdown == "Nothing at all.\n"


def test_a_table_in_which_no_column_holds_stories_says_so(look):
    preview = look(table(("Item", "Cost", "Paid"), ("Hall", "400", "yes"), ("Tea", "20", "no")), "budget.csv")
    [found] = preview.found
    assert found.failure.cause == "not_a_form"
    assert "budget.csv" in advice(found.failure)
    assert len(preview.matches) == 1  # so that somebody may match its columns
    [found, _other] = look(
        table(("Item", "Cost", "Paid"), ("Hall", "400", "yes"), ("Tea", "20", "no")), columns={"Item": "text"}
    ).found
    assert found.draft.markdown == "Hall\n"


def test_answers_that_are_not_understood_are_told(look):
    headers = ("Title", "Your name", "E-mail", "Language", "Your story", "May it be printed?", "Timestamp")
    export = table(
        headers,
        ("One", "Zoë", "a@example.org", "English", exports.STORY, "Yes", "2026-03-01 09:00"),
        ("Two", "Zoë", "b@example.org", "German", exports.STORY, "Yes", "2026-03-02 09:00"),
        ("T" * 400, "Jim", "nobody", "Klingonish", exports.OTHER, "Only if I see it first", "2026-03-03 EST"),
    )
    first, _second, third = look(export).found
    assert codes(first) == ["no_consent_read"]
    assert codes(third) == [
        *("email_not_understood", "name_too_long", "language_not_understood", "stamp_not_understood"),
        *("consent_answer_not_understood", "no_consent_read", "no_consent_print"),
    ]
    assert len(third.draft.title) == 200
    assert third.received_by is ReceivedBy.ENTERED
    for problem in third.problems:
        assert problem_sentence(problem)


def test_letters_that_were_guessed_are_told_where_they_can_be_wrong(look):
    rows = [
        ("Title", "Your story"),
        ("Plain", exports.OTHER),
        ("Müll", "Über die Brücke, die wir müde bauten. " * 9),
    ]
    plain, other = look(table(*rows).encode("cp1252")).found
    assert "encoding_guessed" not in codes(plain)
    assert "encoding_guessed" in codes(other)


def test_all_answers_of_a_row_are_kept_with_the_story(look, workspace):
    found = look(exports.TYPEFORM).found
    add(workspace, found)
    with workspace.read() as unit:
        story = unit.story(1)
        [kept] = unit.attachments.find(story_id=story.id)
        sent = unit.blobs.get(kept.sha).decode()
    assert (kept.name, kept.role, kept.media_type) == ("form.csv, row 2.txt", "original", "text/plain")
    assert "Network ID\n3f0a71c2bb" in sent
    assert exports.STORY in sent


# --- day and month ---------------------------------------------------------------------------------------

OPEN = table(
    ("Timestamp", "Your story"), ("03/04/2026 10:00", exports.STORY), ("04/04/2026 10:00", exports.OTHER)
)


def test_days_that_may_be_months_do_not_count_until_somebody_says(look):
    preview = look(OPEN)
    assert preview.matches[0].dates_open
    first, second = preview.found
    assert first.received_by is ReceivedBy.ENTERED
    assert [claim.said for claim in first.claims if claim.by is ReceivedBy.FORM_STAMP] == ["03/04/2026 10:00"]
    assert "date_order_open" in codes(first)
    assert second.received_at == moment("2026-04-04 09:00")  # either way round
    assert look(OPEN, day_first=True).found[0].received_at == moment("2026-04-03 09:00")
    assert look(OPEN, day_first=False).found[0].received_at == moment("2026-03-04 10:00")


# --- the next export ---------------------------------------------------------------------------------------


@pytest.fixture
def take(look, workspace):
    """Adds what is new in an export, as somebody does who takes every preset."""

    def add_export(content, name="form.csv"):
        with workspace.read() as unit:
            forms = known_forms(unit)
        preview = look(content, name, forms=forms)
        planned = plan(workspace, preview.found)
        carry_out(workspace, planned, forms=[match.form for match in preview.matches])
        return [each.action for each in planned], preview.matches[0]

    return add_export


def grown(export, *rows):
    out = io.StringIO()
    csv.writer(out).writerows([*csv.reader(io.StringIO(export)), *rows])
    return out.getvalue()


NEW_ROW = (
    "2026/03/03 8:00:00 AM GMT+1",
    "ann@example.org",
    "Ann",
    "New",
    "A quite different tale about bread.",
    "",
    "Yes",
)


def test_only_new_rows_of_a_known_form_are_added(take):
    assert take(exports.GOOGLE)[0] == [Action.ADD, Action.ADD]
    actions, match = take(grown(exports.GOOGLE, NEW_ROW))
    assert match.known
    assert actions == [Action.SKIP, Action.SKIP, Action.ADD]


@pytest.mark.parametrize("name", ["GOOGLE", "TYPEFORM", "AIRTABLE", "SURVEYMONKEY", "JOTFORM", "TEMPLATE"])
def test_the_same_export_adds_nothing_again(take, name):
    export = getattr(exports, name)
    assert set(take(export)[0]) == {Action.ADD}
    assert set(take(export)[0]) == {Action.SKIP}


def test_a_changed_row_is_a_newer_text_of_its_story(take, workspace):
    take(exports.GOOGLE)
    changed = exports.GOOGLE.replace("I asked everybody,", "In the end I asked everybody there,")
    assert take(changed)[0] == [Action.REPLACE, Action.SKIP]
    with workspace.read() as unit:
        story = unit.story(1)
        assert "In the end I asked everybody there" in unit.texts.get(story.text_sha)
    assert story.version == 2


def test_rows_are_known_though_they_moved_and_columns_came(take):
    take(exports.GOOGLE)
    head, *rows = csv.reader(io.StringIO(exports.GOOGLE))
    out = io.StringIO()
    moved = [[*head, "Score"], *([*row, "5"] for row in (NEW_ROW, *reversed(rows)))]
    csv.writer(out).writerows(moved)
    actions, match = take(out.getvalue())
    assert match.known
    assert actions == [Action.ADD, Action.SKIP, Action.SKIP]


def test_small_numbers_of_another_form_with_the_same_questions_are_no_known_rows(look, workspace):
    other = [
        (
            1,
            "2026-04-01 09:05:40",
            "2026-04-01 09:14:22",
            "ann@example.org",
            "Ann",
            "Bread",
            "About bread only.",
            "",
        ),
    ]
    add(workspace, look(exports.microsoft(), "form.xlsx").found)
    book = exports.workbook({"Form1": [exports.MICROSOFT_HEADERS, *other]})
    [planned] = plan(workspace, look(book, "other.xlsx").found)
    assert planned.action is Action.ADD


def test_two_rows_of_the_same_second_are_two(look):
    row = ("2026-03-01 09:00:00", exports.STORY)
    export = table(("Timestamp", "Your story"), row, (row[0], exports.OTHER))
    first, second = (found.draft.form_row for found in look(export).found)
    assert first != second
    assert [found.draft.form_row for found in look(export).found] == [first, second]


def test_how_day_and_month_are_read_does_not_change_what_a_row_is_known_by(look):
    before = [found.draft.form_row for found in look(OPEN).found]
    assert [found.draft.form_row for found in look(OPEN, day_first=False).found] == before


def test_adding_a_form_is_one_step_and_remembers_it(take, workspace):
    take(exports.GOOGLE)
    assert workspace.undo_label() == "Add 2 stories"
    workspace.undo()
    with workspace.read() as unit:
        assert not unit.stories.all()
        assert not known_forms(unit)


# --- stopping --------------------------------------------------------------------------------------------


def test_looking_can_be_stopped(look, reader, make_challenge, clock, tmp_path):
    rows = [("Title", "Your story"), *((str(n), exports.STORY) for n in range(900))]
    (tmp_path / "form.csv").write_text(table(*rows))
    control = Control(lambda done, _total: control.stop() if done else None)
    with pytest.raises(Cancelled):
        preview(
            [tmp_path / "form.csv"],
            Reception(challenge=make_challenge(), reader=reader, now=clock()),
            control,
        )
    assert len(look(table(*rows)).found) == 900
