"""The written table of moves is the table of today."""

from pathlib import Path

from django.conf import settings

from registration.casework import moves_page
from registration.casework.moves import MOVES
from registration.rules.ruleset import ruleset


def test_docs_moves_md_is_the_table_of_today():
    written = (Path(settings.BASE_DIR) / "docs" / "moves.md").read_text(encoding="utf-8")
    assert written == moves_page.page(), "run: python manage.py moves_page"


def test_every_step_of_the_table_says_where_it_is_written():
    assert {move.name for move in MOVES} == set(ruleset("B").steps)


def test_a_case_of_the_older_rules_is_finished_by_the_bodies_of_then_too():
    rows = moves_page.page().split("Running cases of version A")[1].splitlines()
    certify = next(row for row in rows if row.startswith("| `complete-treatment`"))
    assert "Mẫu 26a" in certify
    assert "hair of the People" in certify or "chair" in certify.lower()
