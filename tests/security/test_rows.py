"""What is open to whom, written out a second time by hand: a row that slips from one to the other is seen."""

import pytest

from couples.security import policy

ANYONE = {
    "accounts.sign_in", "accounts.sign_up", "catalogue.index", "catalogue.offer", "catalogue.path",
    "catalogue.show", "codes.sign_in", "counselor.join", "counselor.sign_in", "demo.show", "pages.healthz",
    "pages.landing", "pages.privacy", "pages.readyz", "pages.security_txt", "passkeys.begin_sign_in",
    "passkeys.sign_in", "quick_exit.how", "quick_exit.leave", "reminders.feed", "safety.help",
    "safety.who_could_see", "static", "vault.recover",
}  # fmt: skip
ACCOUNT = {
    "accounts.got_it", "accounts.logins", "accounts.revoke", "accounts.revoke_others", "accounts.sign_out",
    "codes.begin", "codes.confirm", "codes.page", "codes.turn_off", "own_data.delete", "own_data.export",
    "own_data.page", "own_data.stay", "passkeys.add", "passkeys.begin", "passkeys.begin_lock", "passkeys.lock",
    "passkeys.one", "passkeys.page", "passkeys.remove", "passkeys.rename", "vault.change", "vault.print_keys",
    "vault.security",
}  # fmt: skip
COUNSELOR = {
    "counsel.alone", "counsel.couple", "counsel.leave", "counsel.make", "counsel.now", "counsel.ours",
    "counsel.session", "counselor.caseload", "counselor.policy", "reading.balance", "reading.brief",
    "reading.document", "reading.report", "reading.scales", "writing.drop", "writing.give", "writing.given",
    "writing.keep", "writing.own", "writing.remark", "writing.take_back", "writing.unsay",
}  # fmt: skip
READ = {"couple": {"inviter", "invited", "member"}, "session": {"member"}, "solo": {"owner"}, "ledger": {"member"},
        "counsel": {"counselor"}}  # fmt: skip
COUPLE = {
    "accept": {"invited"},
    "confirm": {"inviter"},
    "decline": {"inviter", "invited"},
    "unlink": {"member"},
}


def of(role):
    return {endpoint for endpoint, needed in policy.ROUTES.items() if needed == role}


def test_every_page_is_for_whom_it_is_meant_and_the_rest_for_one_of_a_couple_or_alone():
    assert of("anyone") == ANYONE
    assert of("account") == ACCOUNT
    assert of("counselor") == COUNSELOR
    assert of("person") == set(policy.ROUTES) - ANYONE - ACCOUNT - COUNSELOR


def test_every_event_needs_an_account():
    assert set(policy.EVENTS.values()) == {"account"} and set(policy.EVENTS) == {
        "enter",
        "do",
        "hint",
        "leave",
    }


def test_streams_are_read_and_changed_by_those_who_are_in_them():
    assert {kind: set(roles) for kind, roles in policy.READ.items()} == READ
    for (kind, deed), roles in policy.DEEDS.items():
        wanted = {"session": {"member"}, "ledger": {"member"}, "solo": {"owner"}}.get(kind) or COUPLE[deed]
        assert roles == wanted, (kind, deed)


def test_a_role_that_is_not_named_may_do_nothing():
    roles = {
        "anyone",
        "account",
        "person",
        "counselor",
        "owner",
        "inviter",
        "invited",
        "member",
        "former",
        None,
    }
    for kind, readers in READ.items():
        assert {role for role in roles if policy.may_read(kind, role)} == readers
    for (kind, deed), doers in policy.DEEDS.items():
        assert {role for role in roles if policy.may_do(kind, deed, role)} == doers
    assert not any(policy.may_read("own", role) or policy.may_do("couple", "start", role) for role in roles)


def test_what_nobody_decided_about_stops_the_start():
    policy.check(policy.ROUTES, policy.EVENTS)
    policy.check([], [])
    for routes, events in (
        (["pages.forgotten"], []),
        ([], ["forgotten"]),
        ([*policy.ROUTES, "x.y"], policy.EVENTS),
    ):
        with pytest.raises(policy.PolicyError, match=r"forgotten|x\.y"):
            policy.check(routes, events)


def test_a_page_is_there_for_everybody_for_every_account_or_for_ones_own_kind():
    for endpoint, role in policy.ROUTES.items():
        for kind in ("person", "counselor"):
            assert policy.may_ask(endpoint, kind) == (role in ("anyone", "account", kind)), endpoint
    assert not policy.may_ask("no.such", "person") and not policy.may_ask("pages.home", "stranger")
