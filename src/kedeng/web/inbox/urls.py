"""Addresses of the inbox."""

from django.urls import path

from kedeng.web.inbox import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="inbox_read"),
    path("choices/", views.choices, name="inbox_choices"),
    path("<int:message_id>/open/", views.open_message, name="inbox_open"),
]
