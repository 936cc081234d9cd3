"""Writes to organisations and people."""

from kedeng.apps.organisations.actions.bodies import (
    change_body,
    create_body,
    describe_body,
    move_body,
    rename_body,
)
from kedeng.apps.organisations.actions.credentials import (
    freeze_code,
    issue_code,
    issue_codes,
    redeem_code,
)
from kedeng.apps.organisations.actions.deputations import deputise, end_deputation
from kedeng.apps.organisations.actions.founding import found_registry
from kedeng.apps.organisations.actions.guessing import (
    Allowance,
    give_back_guess,
    take_guess,
)
from kedeng.apps.organisations.actions.identities import (
    bind_identity,
    note_sign_on,
    unbind_identity,
)
from kedeng.apps.organisations.actions.logins import (
    tell_failed_login,
    tell_login,
)
from kedeng.apps.organisations.actions.mail_codes import (
    Letter,
    ask_to_confirm,
    ask_to_recover,
    confirm_address,
    drop_address,
    redeem_recovery_code,
)
from kedeng.apps.organisations.actions.passwords import (
    Proof,
    ProofKind,
    change_password,
    choose_password_policy,
    set_own_password,
)
from kedeng.apps.organisations.actions.refused import OutOfReachError, RefusedError
from kedeng.apps.organisations.actions.rights import reactivate, set_rights, suspend
from kedeng.apps.organisations.actions.rosters import (
    Judged,
    drop_old_rosters,
    drop_roster,
    judge_roster,
    keep_roster,
    note_logins,
    take_roster,
)
from kedeng.apps.organisations.actions.second_factors import (
    add_passkey,
    make_recovery_codes,
    remove_app,
    remove_lost_second_factor,
    remove_passkey,
    set_up_app,
)
from kedeng.apps.organisations.actions.second_step import check_code, check_passkey
from kedeng.apps.organisations.actions.sessions import (
    end_other_sessions,
    end_session,
    end_surplus_sessions,
    note_seen,
    sweep_sessions,
)
from kedeng.apps.organisations.actions.supers import Person, appoint_super, hand_over_super
from kedeng.apps.organisations.actions.tokens import issue_token, revoke_token, use_token
from kedeng.apps.organisations.actions.tree import create_organisation
from kedeng.apps.organisations.actions.users import change_user, create_user, define_user

__all__ = [
    "Allowance",
    "Judged",
    "Letter",
    "OutOfReachError",
    "Person",
    "Proof",
    "ProofKind",
    "RefusedError",
    "add_passkey",
    "appoint_super",
    "ask_to_confirm",
    "ask_to_recover",
    "bind_identity",
    "change_body",
    "change_password",
    "change_user",
    "check_code",
    "check_passkey",
    "choose_password_policy",
    "confirm_address",
    "create_body",
    "create_organisation",
    "create_user",
    "define_user",
    "deputise",
    "describe_body",
    "drop_address",
    "drop_old_rosters",
    "drop_roster",
    "end_deputation",
    "end_other_sessions",
    "end_session",
    "end_surplus_sessions",
    "found_registry",
    "freeze_code",
    "give_back_guess",
    "hand_over_super",
    "issue_code",
    "issue_codes",
    "issue_token",
    "judge_roster",
    "keep_roster",
    "make_recovery_codes",
    "move_body",
    "note_logins",
    "note_seen",
    "note_sign_on",
    "reactivate",
    "redeem_code",
    "redeem_recovery_code",
    "remove_app",
    "remove_lost_second_factor",
    "remove_passkey",
    "rename_body",
    "revoke_token",
    "set_own_password",
    "set_rights",
    "set_up_app",
    "suspend",
    "sweep_sessions",
    "take_guess",
    "take_roster",
    "tell_failed_login",
    "tell_login",
    "unbind_identity",
    "use_token",
]
