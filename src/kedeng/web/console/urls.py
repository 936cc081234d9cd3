"""Addresses of the console."""

from django.urls import path

from kedeng.web.console import (
    bodies,
    credentials,
    deputations,
    endings,
    grants,
    leavers,
    overview,
    password_policy,
    rosters,
    supers,
    users,
)

urlpatterns = [
    path("", overview.overview, name="console"),
    path("bodies/new/", bodies.new_body, name="console_body_new"),
    path("bodies/<int:body_id>/", bodies.body, name="console_body"),
    path("bodies/<int:body_id>/edit/", bodies.edit_body, name="console_body_edit"),
    path("bodies/<int:body_id>/move/", bodies.move_body, name="console_body_move"),
    path("bodies/<int:body_id>/merge/", endings.merge, name="console_body_merge"),
    path("bodies/<int:body_id>/close/", endings.close, name="console_body_close"),
    path("bodies/<int:body_id>/super/", supers.appoint, name="console_super"),
    path("bodies/<int:body_id>/users/", users.users, name="console_users"),
    path("bodies/<int:body_id>/users/new/", users.new_user, name="console_user_new"),
    path("users/<int:user_id>/", users.user, name="console_user"),
    path("users/<int:user_id>/rights/", users.set_rights, name="console_rights"),
    path("users/<int:user_id>/suspend/", users.suspend, name="console_suspend"),
    path("users/<int:user_id>/reactivate/", users.reactivate, name="console_reactivate"),
    path("users/<int:user_id>/code/", credentials.code, name="console_code"),
    path("users/<int:user_id>/code/freeze/", credentials.freeze, name="console_code_freeze"),
    path("codes/", credentials.codes, name="console_codes"),
    path("password-policy/", password_policy.password_policy, name="console_password_policy"),
    path("users/<int:user_id>/leave/", leavers.leave, name="console_leave"),
    path("hand-over/", supers.hand_over, name="console_hand_over"),
    path("deputations/", deputations.deputations, name="console_deputations"),
    path("deputations/<int:deputation_id>/end/", deputations.end, name="console_deputation_end"),
    path("roster/", rosters.roster, name="console_roster"),
    path("roster/blank.xlsx", rosters.blank, name="console_roster_blank"),
    path("roster/<int:roster_id>/take/", rosters.take, name="console_roster_take"),
    path("roster/<int:roster_id>/marked.xlsx", rosters.marked, name="console_roster_marked"),
    path("grants/", grants.grants, name="console_grants"),
]
