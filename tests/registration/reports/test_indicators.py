"""The data of the figures: whole, in step with the table of moves and with the document; faulty files are refused."""

from pathlib import Path

import pytest

from registration.casework.moves import MOVES
from registration.casework.states import Status
from registration.reports.catalogue import catalogue
from registration.reports.indicators import DATA, IndicatorsError, measures, read

DOCS = Path(__file__).parents[3] / "docs" / "reports.md"


@pytest.mark.django_db
def test_the_document_lists_every_figure_as_the_data_define_it():
    assert catalogue().strip() in DOCS.read_text(encoding="utf-8")


def test_every_way_to_be_received_for_the_first_time_is_counted():
    ways = {move.name for move in MOVES if move.to == Status.RECEIVED and move.at & {Status.DRAFT, Status.PREPARED}}
    assert ways == set(measures()["received"].events)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('events = ["prepare"]', 'events = ["fly"]'),
        ('state = "in_treatment"', 'state = "asleep"'),
        ('kind = "typed"', 'kind = "guessed"'),
        ('count = "prepared"', 'count = "nothing"'),
        ('count = "prepared"', 'count = "prepared"\nmean = ["received", "decided"]'),
        ('unit = "hours"', 'unit = "moons"'),
        ('code = "received"', 'code = "prepared"'),
    ],
)
def test_a_mistake_in_the_file_is_named(was, becomes):
    text = DATA.read_text(encoding="utf-8")
    assert was in text
    with pytest.raises(IndicatorsError):
        read(text.replace(was, becomes, 1))
