"""The measurements run, lose nothing and print the line that is promised."""

import json

import pytest

from bench import __main__ as program
from bench import field, finish, message
from bench.result import Result, per_second, percentile


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("module", [field, finish, message])
def test_a_measurement_gives_a_figure_and_its_baseline(module):
    result = module.measure(rounds=1, count=2)
    assert result.name in program.NAMES
    assert result.value > 0
    assert result.baseline > 0


def test_the_line_is_json_with_the_ratio_of_value_to_baseline():
    line = json.loads(Result("echo", 30.0, "ms", 10.0, {"p99": 40}).line())
    assert line == {"name": "echo", "value": 30.0, "unit": "ms", "baseline": 10.0, "ratio": 3.0, "p99": 40}


def test_the_warm_up_does_not_count_and_both_sides_work_equally_often():
    ours, bare = [], []
    rates = per_second(ours.append, bare.append, rounds=3, count=4)
    assert ours == bare == list(range(-4, 12))
    assert len(rates) == 2


def test_percentiles_are_values_that_were_measured():
    assert percentile([5.0, 1.0, 3.0], 50) == 3.0
    assert percentile([5.0, 1.0, 3.0], 99) == 5.0


def test_an_unknown_name_is_refused_with_the_names_that_there_are(capsys):
    assert program.main(["speed"]) == 2
    assert "finish, message, field, page, echo" in capsys.readouterr().err
