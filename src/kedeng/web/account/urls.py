"""Log in and out, password, tokens."""

from django.urls import path

from kedeng.web.account import views

urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("account/", views.account, name="account"),
    path("account/tokens/", views.issue, name="account_token"),
    path("account/tokens/<int:token_id>/revoke/", views.revoke, name="account_token_revoke"),
]
