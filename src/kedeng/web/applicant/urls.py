"""A filer's pages."""

from django.urls import path

from kedeng.web.applicant import (
    change,
    check,
    evidence,
    evidence_choice,
    fix,
    lists,
    mine,
    pieces,
    section,
    suggestions,
    transfer,
    whole,
    workbook,
)

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("new/", lists.new, name="new"),
    path("<str:code>/", lists.tasks, name="tasks"),
    path("<str:code>/s/<str:key>/", section.section, name="section"),
    path("<str:code>/whole/", whole.whole, name="whole"),
    path("<str:code>/evidence/", evidence.evidence, name="evidence"),
    path("<str:code>/evidence/choice/", evidence_choice.choice, name="evidence_choice"),
    path("<str:code>/evidence/pieces/", pieces.begin, name="evidence_begin"),
    path(
        "<str:code>/evidence/pieces/<str:upload>/<int:part>/",
        pieces.piece,
        name="evidence_piece",
    ),
    path("<str:code>/evidence/<int:evidence_id>/remove/", evidence.remove, name="evidence_remove"),
    path("<str:code>/change/", change.change, name="change"),
    path("<str:code>/change/s/<str:key>/", change.section, name="change_section"),
    path("<str:code>/change/files/", change.add_file, name="change_file"),
    path(
        "<str:code>/change/files/<int:file_id>/remove/",
        change.remove_file,
        name="change_file_remove",
    ),
    path("<str:code>/papers/<str:key>.docx", evidence.template, name="paper_template"),
    path("<str:code>/suggestion/", suggestions.take, name="suggestion_take"),
    path("<str:code>/fix/", fix.fix_list, name="fix_list"),
    path("<str:code>/fix/<int:note_id>/", fix.answer, name="fix_answer"),
    path("<str:code>/check/", check.check, name="check"),
    path("<str:code>/submit/", check.submit, name="submit"),
    path("<str:code>/receipt/", check.receipt, name="receipt"),
    path("<str:code>/workbook/", workbook.workbook, name="workbook"),
    path("<str:code>/workbook/marked/", workbook.marked, name="workbook_marked"),
    path("<str:code>/elsewhere/", lists.elsewhere, name="elsewhere"),
    path("<str:code>/transfer/", transfer.sheet, name="transfer_sheet"),
    path("<str:code>/copy/", lists.copy, name="copy"),
    path("<str:code>/delete/", lists.delete, name="delete"),
]
