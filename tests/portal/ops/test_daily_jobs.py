"""What the worker does every day without anyone thinking of it."""

import logging

import pytest
from django.core.management.base import CommandError
from procrastinate.contrib.django import app

from portal.ops import tasks


def test_both_jobs_are_on_the_calendar_of_the_worker():
    names = {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}
    assert {"portal.ops.forget_on_time", "portal.ops.verify_audit"} <= names


@pytest.mark.django_db
def test_forgetting_runs_every_rule_of_the_register(capsys):
    tasks.forget_on_time(0)
    assert capsys.readouterr().out


def test_a_broken_audit_chain_is_an_error_in_the_log(monkeypatch, caplog):
    def broken(*args):
        raise CommandError("entry 7 is broken")

    monkeypatch.setattr(tasks, "call_command", broken)
    with caplog.at_level(logging.ERROR, "portal.jobs"):
        tasks.verify_audit(0)
    assert "broken" in caplog.text
