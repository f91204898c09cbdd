"""The table of moves agrees with the rule set, the actions and the contract."""

import pytest

from registration.casework.moves import BY_NAME, MOVES, possible
from registration.casework.performing import PERFORMANCES
from registration.casework.states import FINAL, TABS, Status
from registration.rules.ruleset import ruleset

CONTRACT = {
    "receive": ("identity_compared",),
    "request-completion": ("missing", "message"),
    "complete": (),
    "not-eligible": ("reason", "next_step"),
    "confirm-not-eligible": (),
    "decide": ("place", "starts_on", "otp_token"),
    "start": ("started_on",),
    "not-started": (),
    "stop": ("reason",),
    "complete-treatment": ("otp_token",),
    "begin-aftercare": ("helper", "organisation", "otp_token"),
    "close": (),
    "move": ("ward", "reason"),
    "postpone": ("reason", "until"),
    "withdraw": (),
    # Beyond the contract: drafts, the end of treatment, the committee's papers, clocks that stand still, moves.
    "draft-decision": ("place", "starts_on", "reasons"),
    "notify-end": ("notified_on",),
    "propose-aftercare": ("otp_token",),
    "set-up-team": ("members", "otp_token"),
    "hand-over": ("paper", "handed_on", "recipient"),
    "suspend": ("reason", "words"),
    "resume": (),
    "continue-treatment": ("otp_token",),
}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_move_takes_the_fields_of_the_contract(name):
    form = PERFORMANCES[name].form
    order = list(form.base_fields)
    assert sorted(order) == sorted(CONTRACT[name])


def test_every_move_with_a_page_has_a_performance_and_none_is_left_over():
    assert {move.name for move in MOVES if move.page} == set(PERFORMANCES)


def test_clocks_and_forms_of_the_table_are_known_to_the_rules_in_force():
    rules = ruleset("B")
    clocks = {move.starts for move in MOVES if move.starts} - {"term", "aftercare"}
    assert clocks <= set(rules.deadlines)
    assert {form for move in MOVES for form in move.forms} <= set(rules.forms)


def test_no_move_leaves_a_final_state():
    assert not {status for move in MOVES for status in move.at if status in FINAL}


def test_every_state_but_draft_and_expired_has_a_place_in_the_inbox():
    assert set(Status) - {s for states in TABS.values() for s in states} == {Status.DRAFT, Status.EXPIRED}


def test_a_chief_of_received_file_is_offered_the_decision_first():
    assert possible("received", {"police_chief"})[0] == BY_NAME["decide"]
