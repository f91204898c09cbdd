"""Danger words on sentences as people type them: none is missed, false alarms are few and counted."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.line.danger import danger_in, look_into, phrases
from portal.ui.vietnamese import fold

SENTENCES = tomllib.loads((Path(__file__).parent / "danger_sentences.toml").read_text(encoding="utf-8"))
DANGER = [(text, kind) for kind, texts in SENTENCES["danger"].items() for text in texts]
WORDS = ["tự", "tu", "tử", "muốn", "chết", "không", "ko", "gọi", ".", ",", "…", "9", "s", "ss"]
FALSE_ALARMS_AT_MOST = 0.05


def test_the_list_is_long_enough():
    assert len(DANGER) >= 120
    assert len(SENTENCES["harmless"]) >= 60


def test_no_sentence_of_danger_is_missed():
    assert [text for text, _kind in DANGER if not danger_in(text)] == []


def test_the_kind_is_right():
    assert [(text, danger_in(text), kind) for text, kind in DANGER if danger_in(text) != kind] == []


def test_without_marks_none_is_missed_either():
    missed = [text for text, _kind in DANGER if not danger_in(fold(text))]
    assert missed == []


def test_false_alarms_are_few():
    alarms = [text for text in SENTENCES["harmless"] if danger_in(text)]
    assert len(alarms) <= FALSE_ALARMS_AT_MOST * len(SENTENCES["harmless"]), alarms


def test_every_shipped_phrase_is_found_where_it_stands_alone_with_what_it_needs():
    missed = []
    for phrase in phrases():
        company = " ".join(sorted(phrase.needs | phrase.plain_needs))
        text = f"{phrase.words.replace('…', '')}. {company}"
        missed += [] if phrase.kind in {sign.kind for sign in look_into(text)} else [phrase.words]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "why"),
    [("chưa bao giờ nghĩ đến tự tử", "negated"), ("mệt muốn chết được", "harmless"), ("tôi muốn chết", "")],
)
def test_the_reason_is_told(text, why):
    assert [sign.dismissed for sign in look_into(text)] == [why]


@given(st.text(max_size=400))
def test_no_text_breaks_it(text):
    assert isinstance(danger_in(text), str)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_no_mixture_of_its_words_breaks_it(text):
    assert isinstance(danger_in(text), str)


ODD = {
    "half a letter": "\ud800",
    "nul": "\x00",
    "one long word": "a" * 50_000,
    "negations": "không " * 2_000,
    "beginnings of a phrase": "gọi " * 2_000,
    "marks": "\u0301" * 500,
    "digits": "9" * 5_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_and_very_long_texts_are_answered(text):
    assert danger_in(text) == ""
