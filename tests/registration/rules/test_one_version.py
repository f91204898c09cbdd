"""One version taken out of the file says the same; a mistake in it has its line; differences are found and said."""

import tomllib
from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.rules.compare import differences, entries, sentences
from registration.rules.one_version import file_content, read_version, taken_out, written
from registration.rules.places_in_text import line_of
from registration.rules.reading import read_rules
from registration.rules.ruleset import RulesError, ruleset

NEWEST = list(file_content()["versions"])[-1]
C = taken_out(file_content(), NEWEST, "C")
TEXT = written(C)


@pytest.mark.parametrize("name", list(file_content()["versions"]))
def test_a_version_taken_out_and_written_says_the_very_same(name):
    content = taken_out(file_content(), name, name)
    alone, whole = read_rules(written(content))[name], ruleset(name)
    for field in fields(whole):
        assert getattr(alone, field.name) == getattr(whole, field.name), field.name


def test_nothing_of_the_other_versions_is_left():
    assert '"A"' not in TEXT
    assert "D116" not in {one["article"] for one in C["crossing"]}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.recursive(
            st.one_of(st.text(max_size=20), st.integers(-(2**63), 2**63 - 1), st.booleans(), st.dates()),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=8,
        ),
        max_size=4,
    )
)
def test_what_is_written_reads_back_as_it_was(content):
    assert tomllib.loads(written({"t": content})) == {"t": content}


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ('amount = 24, unit = "hours", from = "received"', 'amount = 24, unit = "weeks", from = "received"', "weeks"),
        ('who = "police_chief", article = "D 91"', 'who = "mayor", article = "D 91"', "mayor"),
        ("{decision} kể từ khi tiếp nhận", "{decison} kể từ khi tiếp nhận", "decison"),
        ('effect = "stop"', 'effect = "halt"', "halt"),
        ("[meta]", "[meta]\ncolour = 1", "[meta]"),
        ("[meta]", "[meta]\n!", "!"),
    ],
)
def test_a_mistake_is_found_in_its_line(old, new, marked):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    with pytest.raises(RulesError) as error:
        read_version(text, "C")
    line = line_of(text, str(error.value))
    lines = text.splitlines()
    place = next(number for number, words in enumerate(lines, start=1) if marked in words)
    assert line is not None
    assert 0 <= place - line <= 4  # the line itself, or the head of the section that holds it


@pytest.mark.parametrize(
    "text",
    ["", "x", "[versions.B]\nvalid_from = 2030-01-01", "versions = 3", "a = " + "[" * 3000, "[versions.C]\n", "\x00"],
)
def test_what_is_no_version_is_refused_as_a_mistake(text):
    with pytest.raises(RulesError):
        read_version(text, "C")


@pytest.mark.parametrize("topic", sorted(set(C) - {"versions"}))
@pytest.mark.parametrize("value", [3, "x", [], {}, [1], {"a": 1}])
def test_a_topic_of_a_wrong_shape_is_a_mistake_and_no_crash(topic, value):
    text = written({**C, topic: value})
    with suppress(RulesError):
        assert read_version(text, "C").version == "C"


def test_a_topic_that_a_newer_portal_asks_for_is_taken_from_the_file():
    older = {topic: value for topic, value in C.items() if topic != "followups"}
    assert read_version(written(older), "C").followup_months == ruleset(NEWEST).followup_months


def test_differences_are_said_in_words_of_time_and_sentences():
    text = TEXT.replace(
        'amount = 24, unit = "hours", from = "received"', 'amount = 12, unit = "hours", from = "received"'
    )
    after = tomllib.loads(text)
    (one,) = differences(C, after, "vi")
    assert (one.topic, one.key, one.kind) == ("deadlines", "decision", "changed")
    assert [(change.field, change.before, change.after) for change in one.changes] == [("", "24 giờ", "12 giờ")]
    said = sentences(read_version(TEXT, "C"), read_version(text, "C"), C["outcomes"], "vi")
    assert "crossing.decided_when" in {one.key for one in said}
    assert all("12 giờ" in one.after.text for one in said)


def test_new_and_dropped_entries_are_told_apart():
    before = {**C, "lengths": {key: value for key, value in C["lengths"].items() if key != "absence"}}
    (added,) = differences(before, C, "en")
    (removed,) = differences(C, before, "en")
    assert (added.kind, removed.kind, added.key) == ("added", "removed", "absence")
    assert differences(C, taken_out(file_content(), NEWEST, "E"), "en") == []


def test_every_entry_has_words_for_its_fields():
    assert len(entries(C, "vi")) > 100
