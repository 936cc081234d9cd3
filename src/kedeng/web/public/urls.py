"""Pages for everybody: landing page, register, announcements, contacts, forms, lists, manual."""

from django.urls import path

from kedeng.web.public import (
    announcements,
    blank_forms,
    code_list,
    contacts,
    demo,
    home,
    manual,
    objections,
    paper,
    publicity,
    register,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("register/", register.register, name="register"),
    path("register/<str:number>/", register.record, name="register_record"),
    path("C/<str:code>/<str:digits>", paper.scanned, name="page_scanned"),
    path("check/<str:code>/", paper.check, name="print_check"),
    path("check/<str:code>/<str:digits>/", paper.check, name="print_check"),
    path("lists/<str:key>/", code_list.code_list, name="code_list"),
    path("manual/", manual.manual, name="manual"),
    path("manual/<int:rank>/manual.pdf", manual.pdf, name="manual_pdf"),
    path("manual/<int:rank>/", manual.book, name="manual_rank"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/<str:code>/", announcements.announcement, name="announcement"),
    path("announcements/<str:code>/read/", announcements.mark, name="announcement_read"),
    path(
        "announcements/<str:code>/files/<int:file_id>/",
        announcements.attachment,
        name="announcement_file",
    ),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/contacts.xlsx", contacts.workbook, name="contacts_workbook"),
    path("contacts/contacts.pdf", contacts.pdf, name="contacts_pdf"),
    path("publicity/", publicity.batches, name="publicity"),
    path("publicity/case/", objections.case, name="objection_case"),
    path("publicity/<str:batch_code>/", publicity.batch, name="publicity_batch"),
    path("publicity/<str:batch_code>/list.pdf", publicity.pdf, name="publicity_pdf"),
    path("publicity/<str:batch_code>/<int:position>/", objections.object_, name="objection_new"),
    path("forms/", blank_forms.forms, name="forms"),
    path("forms/application.pdf", blank_forms.application, name="form_application"),
    path("forms/summary.xlsx", blank_forms.summary, name="form_summary"),
    path("forms/<str:category>.pdf", blank_forms.form_pdf, name="form_blank_pdf"),
    path("forms/<str:category>.xlsx", blank_forms.form_workbook, name="form_blank_workbook"),
    path("demo/accounts.json", demo.accounts, name="demo_accounts"),
]
