"""Addresses of the console's applications, announcements and contact."""

from django.urls import path

from kedeng.web.console import announcements, applications, contact, held

_INSTITUTION = "applications/institutions/<str:number>/"
_OWN = "announcements/<str:code>/"

urlpatterns = [
    path("applications/", applications.applications, name="console_applications"),
    path(_INSTITUTION, applications.institution, name="console_institution"),
    path(
        f"{_INSTITUTION}form.pdf",
        applications.institution_paper,
        name="console_institution_paper",
    ),
    path(f"{_INSTITUTION}scan/", applications.institution_scan, name="console_institution_scan"),
    path("applications/<str:number>/", applications.account, name="console_application"),
    path("announcements/", announcements.announcements, name="console_announcements"),
    path("announcements/new/", announcements.new, name="console_announcement_new"),
    path(_OWN, announcements.announcement, name="console_announcement"),
    path(f"{_OWN}files/", announcements.attach, name="console_announcement_attach"),
    path(
        f"{_OWN}files/<int:file_id>/remove/",
        announcements.detach,
        name="console_announcement_detach",
    ),
    path(f"{_OWN}publish/", announcements.publish, name="console_announcement_publish"),
    path(f"{_OWN}withdraw/", announcements.withdraw, name="console_announcement_withdraw"),
    path(f"{_OWN}discard/", announcements.discard, name="console_announcement_discard"),
    path("held/", held.held, name="console_held"),
    path("held/<str:code>/", held.held_file, name="console_held_file"),
    path("contact/", contact.contact, name="console_contact"),
]
