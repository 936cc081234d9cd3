"""Addresses of policies, packs, rounds and extensions."""

from django.urls import path

from kedeng.web.console import (
    extensions,
    packs,
    profile_form,
    profile_trial,
    profiles,
    rounds,
    windows,
)

urlpatterns = [
    path("profiles/", profiles.profiles, name="profiles"),
    path("profiles/<int:profile_id>/", profiles.profile, name="profile"),
    path("profiles/<int:profile_id>/edit/", profile_form.edit, name="profile_edit"),
    path("profiles/<int:profile_id>/try/", profile_trial.trial, name="profile_trial"),
    path("profiles/<int:profile_id>/examples/", profile_trial.keep, name="profile_example"),
    path(
        "profiles/<int:profile_id>/examples/drop/",
        profile_trial.drop,
        name="profile_example_drop",
    ),
    path("profiles/<int:profile_id>/copy/", profiles.copy, name="profile_copy"),
    path("profiles/<int:profile_id>/activate/", profiles.activate, name="profile_activate"),
    path("packs/", packs.packs, name="packs"),
    path("packs/<int:pack_id>/", packs.pack, name="pack"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="round_new"),
    path("rounds/<int:round_id>/", rounds.round_, name="round"),
    path("rounds/<int:round_id>/edit/", rounds.edit_round, name="round_edit"),
    path("rounds/<int:round_id>/windows/", windows.set_window, name="round_window"),
    path(
        "rounds/<int:round_id>/windows/<int:window_id>/drop/",
        windows.drop_window,
        name="round_window_drop",
    ),
    path("rounds/<int:round_id>/extensions/", extensions.propose, name="round_extend"),
    path(
        "rounds/<int:round_id>/extensions/<int:extension_id>/agree/",
        extensions.agree,
        name="round_extension_agree",
    ),
    path(
        "rounds/<int:round_id>/extensions/<int:extension_id>/withdraw/",
        extensions.withdraw,
        name="round_extension_withdraw",
    ),
]
