"""A record's pages for everybody on its route."""

from django.urls import path

from kedeng.web.records import (
    cases,
    certificates,
    changes,
    files,
    holds,
    pages,
    paper,
    pleas,
    views,
)

urlpatterns = [
    path("<str:code>/", views.record, name="record"),
    path("<str:code>/why/", views.why, name="record_why"),
    path("<str:code>/move/", views.move, name="record_move"),
    path("<str:code>/stamped/", views.stamped, name="record_stamped"),
    path("<str:code>/objections/<str:number>/", cases.statement, name="record_statement"),
    path("<str:code>/holds/", holds.make, name="record_hold_new"),
    path("<str:code>/holds/<int:hold_id>/", holds.decide, name="record_hold"),
    path("<str:code>/pleas/", pleas.ask, name="record_plea_new"),
    path("<str:code>/pleas/<int:plea_id>/", pleas.decline, name="record_plea"),
    path("<str:code>/pleas/<int:plea_id>/back/", pleas.take_back, name="record_plea_back"),
    path("<str:code>/changes/<str:change_code>/", changes.change, name="record_change"),
    path("<str:code>/form.pdf", paper.form, name="record_print"),
    path("<str:code>/changed.pdf", paper.changed, name="record_changed"),
    path("<str:code>/notices/<int:version>.pdf", paper.notice, name="record_notice"),
    path("<str:code>/materials.pdf", paper.materials, name="record_materials"),
    path("<str:code>/certificate.pdf", certificates.pdf, name="record_certificate"),
    path("<str:code>/certificate/", certificates.issue, name="record_certificate_issue"),
    path("<str:code>/files/<str:file>/", files.evidence_file, name="record_file"),
    path("<str:code>/find/", pages.find, name="record_find"),
    path("<str:code>/files/<str:file>/pages/", pages.pages, name="record_pages"),
    path(
        "<str:code>/files/<str:file>/pages/<int:page>/", pages.picture_of_page, name="record_page"
    ),
    path("<str:code>/files/<str:file>/picture/", files.picture, name="record_picture"),
]
