"""Desks: the queue, the review desk, the summary table, the code of the numbers."""

from django.urls import path

from kedeng.web.department import (
    bulk,
    desk,
    number_code,
    paper,
    phrases,
    queue,
    queue_export,
    summary,
)

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("r/<str:code>/", desk.desk, name="desk"),
    path("r/<str:code>/claim/", desk.claim, name="desk_claim"),
    path("r/<str:code>/assign/", desk.assign, name="desk_assign"),
    path("r/<str:code>/draft/", desk.draft, name="desk_draft"),
    path("r/<str:code>/move/", desk.move, name="desk_move"),
    path("queue.xlsx", queue_export.workbook, name="queue_workbook"),
    path("views/", queue.views, name="queue_views"),
    path("bulk/", bulk.preview, name="desk_bulk"),
    path("bulk/do/", bulk.do, name="desk_bulk_do"),
    path("bulk/approve/", bulk.approve, name="desk_bulk_approve"),
    path("bulk/<str:token>/", bulk.result, name="desk_bulk_result"),
    path("bulk/<str:token>/undo/", bulk.undo, name="desk_bulk_undo"),
    path("bulk/<str:token>/result.xlsx", bulk.workbook, name="desk_bulk_workbook"),
    path("phrases/", phrases.phrases, name="desk_phrases"),
    path("phrases/drop/", phrases.drop, name="desk_phrase_drop"),
    path("paper/", paper.receipts, name="paper_receipts"),
    path("paper/receive/", paper.receive, name="paper_receive"),
    path("paper/<int:receipt>/revoke/", paper.revoke, name="paper_revoke"),
    path("summary/", summary.table, name="summary_table"),
    path("summary/summary.xlsx", summary.workbook, name="summary_workbook"),
    path("summary/summary.pdf", summary.pdf, name="summary_pdf"),
    path("number-code/", number_code.number_code, name="number_code"),
]
