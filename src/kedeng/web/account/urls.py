"""Log in and out, password, tokens."""

from django.urls import path

from kedeng.web.account import (
    activation,
    lost,
    prove,
    recover,
    second_step,
    security,
    sessions,
    sso,
    staying,
    views,
)

urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("login/second/", second_step.second_step, name="second_step"),
    path("logout/", views.log_out, name="logout"),
    path("activate/", activation.activate, name="activate"),
    path("recover/", recover.recover, name="recover"),
    path("account/address/", recover.address, name="address"),
    path("account/address/drop/", recover.drop_address, name="address_drop"),
    path("account/", views.account, name="account"),
    path("account/tokens/", views.issue, name="account_token"),
    path("account/tokens/<int:token_id>/revoke/", views.revoke, name="account_token_revoke"),
    path("account/prove/", prove.prove, name="prove"),
    path("account/security/", security.security, name="security"),
    path("account/security/app/", security.app, name="app"),
    path("account/security/app/remove/", security.remove_app, name="app_remove"),
    path("account/security/passkey/", security.passkey, name="passkey"),
    path(
        "account/security/passkey/<int:passkey_id>/remove/",
        security.remove_passkey,
        name="passkey_remove",
    ),
    path("account/security/codes/", security.recovery_codes, name="recovery_codes"),
    path("account/stay/", staying.stay, name="stay"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/sessions/others/end/", sessions.end_others, name="sessions_end"),
    path("account/sessions/<slug:key>/end/", sessions.end, name="session_end"),
    path(
        "account/people/<int:user_id>/second-factor/",
        lost.lost_second_factor,
        name="lost_second_factor",
    ),
    path("sso/bind/", sso.bind, name="sign_on_bind"),
    path("sso/<int:identity_id>/unbind/", sso.unbind, name="sign_on_unbind"),
    path("sso/<slug:key>/", sso.sign_on, name="sign_on"),
    path("sso/<slug:key>/return/", sso.sign_on_return, name="sign_on_return"),
]
