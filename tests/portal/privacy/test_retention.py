"""The retention register is applied rule by rule; one broken rule does not keep the others' data longer."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.privacy import retention


def rule(name, apply):
    return retention.Rule(name, "Bản nháp", 30, "Law 91/2025", apply)


@pytest.fixture
def register(monkeypatch):
    def fill(*rules):
        monkeypatch.setattr("portal.privacy.management.commands.retention.register", lambda: list(rules))

    return fill


def test_a_dry_run_tells_the_rule_to_forget_nothing(register):
    seen, out = [], StringIO()
    register(rule("drafts", lambda now, dry_run: seen.append(dry_run) or 3))
    call_command("retention", dry_run=True, stdout=out)
    assert seen == [True]
    assert "drafts: would forget 3" in out.getvalue()


def test_a_broken_rule_fails_the_command_after_the_others_ran(register):
    seen = []

    def broken(now, dry_run):
        raise RuntimeError("chị Hạnh")

    register(rule("a", broken), rule("b", lambda now, dry_run: seen.append("b") or 1))
    err = StringIO()
    with pytest.raises(CommandError, match="a"):
        call_command("retention", stdout=StringIO(), stderr=err)
    assert seen == ["b"]
    assert "Hạnh" not in err.getvalue()


def test_every_rule_of_every_room_can_be_read_by_a_citizen():
    for declared in retention.register():
        assert declared.description_vi, declared.name
        assert declared.days >= 0, declared.name
        assert declared.legal_note, declared.name
