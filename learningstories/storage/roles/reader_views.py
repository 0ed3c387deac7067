"""What a reader sees: views named like the tables, without what is private.

Shown are the stories that may be read, how they were rated, and what was chosen. Not shown are addresses,
mails and original files, names of reviewers and what they wrote, names that authors did not want shown,
earlier texts, reasons and notes, packs and their key, returns, promises, drafts, and what steps of history
held. A column that is not named here is blank, and a table that is not named here is empty: what comes
new is private until somebody decides otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_VISIBLE = "SELECT s.{what} FROM learningstories.story s WHERE s.consent_read AND NOT s.withdrawn"
_STORIES = _VISIBLE.format(what="id")
_NUMBERS = _VISIBLE.format(what="number")
_TEXTS = _VISIBLE.format(what="text_sha")
# Two of each name would not fit where names tell people apart.
_NICKNAME = "'Reviewer ' || left(replace(id::text, '-', ''), 6)"
_NO_ADDRESS = "left(replace(id::text, '-', ''), 12) || '@reviewer.invalid'"
_AUTHOR = (
    "CASE name_use WHEN 'full' THEN author WHEN 'first' THEN split_part(btrim(author), ' ', 1)"
    " ELSE CASE author WHEN '' THEN '' ELSE '—' END END"
)
_KINDS_ONLY = """(SELECT coalesce(json_agg(json_build_object('kind', c->>'kind', 'key', c->>'key',
    'before', '{}'::json, 'after', '{}'::json)), '[]'::json)::text
    FROM json_array_elements(changes::json) c)"""
_LOCKED_STORIES = f"""json_build_object('stories', (SELECT coalesce(json_agg(c), '[]'::json)
    FROM json_array_elements(snapshot::json->'stories') c WHERE (c->>'number')::integer IN ({_NUMBERS})))"""  # noqa: S608 - our own words
_SHOWN_NUMBER = f"number IN ({_NUMBERS})"


def _if_named(table: str, column: str, blank: str) -> str:
    """The column, of a story whose author's name may be shown whole."""
    use = f"SELECT s.name_use FROM learningstories.story s WHERE s.number = {table}.number"  # noqa: S608
    return f"CASE ({use}) WHEN 'full' THEN {column} ELSE {blank} END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of one table: columns as they are, columns as something else, and of which rows."""

    columns: str | None = None  # separated by spaces; None for all
    instead: Mapping[str, str] = field(default_factory=dict)
    where: str = "true"


SHOWN: Mapping[str, Shown] = {
    "meta": Shown(),
    "alembic_version": Shown(),
    "challenge": Shown(
        columns=(
            "id title community call question scale criteria action_question chance_question"
            " why_question opens_at closes_at zone grace_minutes late_rule contact story_languages"
            " words_least words_most themes readings_wanted returns_until blind not_counted"
            " event_title event_at event_place event_minutes language"
        )
    ),
    "story": Shown(
        columns=(
            "id number title theme language consent_read consent_print consent_web consent_stage"
            " name_use received_at received_by language_found version text_sha words withdrawn"
            " late_decision eligibility eligibility_at author_said questions mood added_at"
        ),
        instead={"author": _AUTHOR, "author_said": "CASE name_use WHEN 'none' THEN '' ELSE author_said END"},
        where="consent_read AND NOT withdrawn",
    ),
    "version": Shown(
        columns="id story_id version text_sha words created_at",
        where=f"(story_id, version) IN ({_VISIBLE.format(what='id, s.version')})",
    ),
    "text": Shown(where=f"sha IN ({_TEXTS})"),
    "attachment": Shown(where=f"role = 'picture' AND story_id IN ({_STORIES})"),
    "blob": Shown(where="sha IN (SELECT a.sha FROM learningstories_read.attachment a)"),
    "blob_chunk": Shown(where="sha IN (SELECT a.sha FROM learningstories_read.attachment a)"),
    "reviewer": Shown(
        columns="id themes languages capacity seed set_aside_at added_at",
        instead={"name": _NICKNAME, "email": _NO_ADDRESS, "promise_use": "'hidden'"},
    ),
    "reading": Shown(
        columns=(
            "id story_id reviewer_id value criteria no_action knows skipped text_sha position changed_at"
        ),
        instead={"concern": "'none'"},
        where=f"story_id IN ({_STORIES})",
    ),
    "assignment": Shown(where=f"story_id IN ({_STORIES})"),
    "choice": Shown(where=f"story_id IN ({_STORIES})"),
    "shortlist_lock": Shown(columns="id locked_at locked_by", instead={"snapshot": _LOCKED_STORIES}),
    "choosing_rules": Shown(),
    "pause": Shown(),
    "book": Shown(instead={"cover": "''"}),
    "history": Shown(
        columns="seq writer at who step undone",
        instead={"label": "'…'", "changes": _KINDS_ONLY},
    ),
    "history_story": Shown(where=f"story_id IN ({_STORIES})"),
    # By what is sorted and sought, a name could be guessed.
    "searched": Shown(instead={"author": _if_named("searched", "author", "''")}, where=_SHOWN_NUMBER),
    "standing": Shown(instead={"author_key": _if_named("standing", "author_key", "''")}, where=_SHOWN_NUMBER),
    "search_name": Shown(
        instead={
            "author": _if_named("search_name", "author", "''"),
            "author_grams": _if_named("search_name", "author_grams", "'{}'"),
        },
        where=_SHOWN_NUMBER,
    ),
    "search_text": Shown(where=_SHOWN_NUMBER),
}
# What stands in a column that is not shown, by what it holds.
BLANK: Mapping[str, str] = {
    "character varying": "''",
    "text": "''",
    "boolean": "false",
    "integer": "0",
    "bigint": "0",
    "smallint": "0",
    "json": "'[]'",
    "jsonb": "'[]'",
    "bytea": "''",
}


def column_expression(table: str, column: str, kind: str, *, nullable: bool) -> str:
    """What a reader sees in a column of the type `kind`; empty for what it holds."""
    shown = SHOWN[table]
    if column in shown.instead:
        return shown.instead[column]
    if shown.columns is None or column in shown.columns.split():
        return ""
    return "NULL" if nullable else BLANK.get(kind, "NULL")
