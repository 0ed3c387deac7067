"""What a reader sees, and what not."""

from typing import Any

import pytest

from learningstories.services.progress import Control
from learningstories.services.team import Role
from learningstories.storage.moving import push
from learningstories.storage.roles.team import ServerTeam
from tests.storage.roles.conftest import OWNER, READER, Shared

# What nobody but organisers is to see, whatever is shown beside it.
PRIVATE = {
    "story": "email source message_id fingerprint form_row consent_wording received_reason"
    " withdrawn_reason late_reason eligibility_reason",
    "version": "source",
    "reviewer": "name email set_aside_by set_aside_reason",
    "reading": "action why aside_reason concern_note",
    "promise": "name email text told",
    "pack": "phrase file revoked_reason",
    "pack_return": "name code",
    "redaction": "of approved_by",
    "form": "name",
    "history": "label",
}
NOTHING = (
    *("pack", "pack_key", "pack_return", "revision", "revision_return", "redaction", "resolution"),
    *("promise", "form", "saved_output", "results_draft", "shortlist_draft", "shingle"),
)
MARK = "hidden from readers"
READING = """INSERT INTO reading (id, story_id, reviewer_id, value, criteria, action, no_action, chance, why,
        share_why, knows, aside_reason, concern, concern_note, skipped, text_sha, position, vector,
        changed_at)
    SELECT replace(gen_random_uuid()::text, '-', ''), s.id, r.id, 4, '[]', %s, false, 7, %s,
        false, 'no', %s, 'safety', %s, false, '', 1, '[]', r.added_at
    FROM reviewer r, story s WHERE s.number = 3 LIMIT 1"""


@pytest.fixture(scope="module")
def marked(shared: Shared) -> Shared:
    """Another challenge of theirs, in which everything private is marked."""
    there = Shared(shared.server, shared.server.database(OWNER), shared.file, shared.words)
    push(there.file, there.address(OWNER), OWNER, Control())
    ServerTeam().invite(there.address(OWNER), OWNER, READER, Role.READER)
    with there.door(OWNER) as owner:
        for table, columns in PRIVATE.items():
            for column in columns.split():
                key = "seq" if table == "history" else "id"
                owner.execute(f"UPDATE {table} SET {column} = '{MARK} {table} {column} ' || {key}".encode())
        owner.execute("UPDATE story SET consent_read = false, title = %s WHERE number = 1", [MARK])
        owner.execute("UPDATE story SET name_use = 'none', author = %s WHERE number = 2", [MARK])
        owner.execute(
            "UPDATE text SET markdown = %s WHERE sha = (SELECT text_sha FROM story WHERE number = 1)", [MARK]
        )
        owner.execute(READING, [MARK, MARK, MARK, MARK])
        owner.commit()
    return there


@pytest.fixture(scope="module")
def seen(marked: Shared) -> dict[str, list[dict[str, Any]]]:
    """All that the reader can read of it."""
    with marked.door(READER) as reader:
        names = reader.execute(
            "SELECT viewname FROM pg_views WHERE schemaname = 'learningstories_read'"
            " UNION SELECT tablename FROM pg_tables WHERE schemaname = 'learningstories_read'"
        ).fetchall()
        found = {}
        for (name,) in names:
            cursor = reader.execute(f'SELECT * FROM "{name}"'.encode())
            assert cursor.description is not None
            heads = [column.name for column in cursor.description]
            found[name] = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    return found


def test_there_is_something_to_see_in_place_of_each_table(marked: Shared, seen: dict[str, Any]) -> None:
    with marked.door(OWNER) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'learningstories'")
        assert {name for (name,) in tables.fetchall()} == seen.keys()


def test_nothing_private_is_seen_anywhere(seen: dict[str, Any]) -> None:
    assert MARK not in repr(seen)
    assert "@example.org" not in repr(seen)


def test_a_reader_sees_the_stories_that_may_be_read(seen: dict[str, Any]) -> None:
    assert {story["number"] for story in seen["story"]} == {2, 3}
    assert {text["markdown"] for text in seen["text"]} == {
        f"I learned {n} things from the rain." for n in (2, 3)
    }
    assert {story["number"]: story["author"] for story in seen["story"]} == {2: "—", 3: "Amara Okafor"}
    assert {row["number"] for name in ("searched", "standing") for row in seen[name]} == {2, 3}


def test_a_reader_sees_how_stories_were_rated_and_not_by_whom(seen: dict[str, Any]) -> None:
    (reading,) = seen["reading"]
    assert (reading["value"], reading["concern"], reading["chance"]) == (4, "none", None)
    people = {one["id"]: one["name"] for one in seen["reviewer"]}
    assert people[reading["reviewer_id"]].startswith("Reviewer ")
    assert len(set(people.values())) == len(people) == 2


def test_a_reader_sees_that_there_was_a_step_and_what_it_was_about(seen: dict[str, Any]) -> None:
    assert seen["history"]
    assert {step["label"] for step in seen["history"]} == {"…"}
    assert '"kind"' in seen["history"][0]["changes"]
    assert "title" not in repr([step["changes"] for step in seen["history"]])


@pytest.mark.parametrize("table", NOTHING)
def test_of_what_is_only_the_organisers_there_is_nothing(seen: dict[str, Any], table: str) -> None:
    assert seen[table] == []


def test_nothing_is_learnt_from_what_fails_or_from_the_servers_own_figures(marked: Shared) -> None:
    with marked.door(OWNER) as owner:
        owner.execute("ANALYZE")
        owner.commit()
    with marked.door(READER) as reader:
        # Were it tried on texts that are not shown, the complaint would quote them.
        tried = "SELECT * FROM text WHERE markdown LIKE 'hidden%' AND markdown::integer = 1"
        assert reader.execute(tried).fetchall() == []
        figures = reader.execute("SELECT * FROM pg_stats WHERE schemaname = 'learningstories'")
        assert figures.fetchall() == []


def test_no_function_lends_rights_or_looks_elsewhere(marked: Shared) -> None:
    with marked.door(OWNER) as owner:
        found = owner.execute(
            "SELECT proname, prosecdef, array_to_string(proconfig, ',') FROM pg_proc"
            " WHERE pronamespace IN ('learningstories'::regnamespace, 'learningstories_read'::regnamespace)"
        ).fetchall()
    assert ("history_grows", False, "search_path=pg_catalog, pg_temp") in found
    assert not any(lends for _name, lends, _path in found)
