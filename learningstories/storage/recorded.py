"""Every kind of record that can be undone, with its table."""

from learningstories.services.changes import Kind
from learningstories.storage import choosing_rows, pack_rows, promise_rows, rows
from learningstories.storage.tables import Recorded

RECORDED: dict[Kind, type[Recorded]] = {
    row.record_kind: row
    for row in (
        rows.ChallengeRow,
        rows.StoryRow,
        rows.VersionRow,
        rows.AttachmentRow,
        rows.ReviewerRow,
        rows.ReadingRow,
        rows.ChoiceRow,
        rows.LockRow,
        choosing_rows.ChoosingRulesRow,
        choosing_rows.PauseRow,
        choosing_rows.ShortlistDraftRow,
        rows.ResultsDraftRow,
        rows.BookRow,
        rows.SavedOutputRow,
        rows.FormRow,
        pack_rows.AssignmentRow,
        pack_rows.PackRow,
        pack_rows.ReturnRow,
        pack_rows.ResolutionRow,
        pack_rows.RedactionRow,
        promise_rows.PromiseRow,
    )
}
