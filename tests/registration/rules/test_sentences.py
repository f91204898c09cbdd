"""What the citizen reads: every line with its article, filled from the rules, in kind words."""

import re
from datetime import date

import pytest

from registration.rules.reading import DATA, read_rules
from registration.rules.ruleset import ruleset

A, B = ruleset("A"), ruleset("B")
LANGS = ("vi", "en")
ALL_LINES = [
    pytest.param(line, lang, id=f"{rules.version}-{lang}-{line.key}")
    for rules in (A, B)
    for lang in LANGS
    for line in [
        *rules.crossing(lang),
        *(line for section in rules.afterwards(lang) for line in section.lines),
        *rules.what_to_bring({}, lang),
    ]
]
UNKIND = re.compile(
    r"\b(con nghiện|đối tượng|người nghiện|tái nghiện|tệ nạn|học viên|khai báo|trình diện|addict|abuser|clean)\b", re.I
)


@pytest.mark.parametrize(("line", "lang"), ALL_LINES)
def test_every_line_has_an_article_a_date_and_no_empty_place(line, lang):
    assert line.article
    assert line.checked_on <= date(2026, 11, 24)
    assert not re.search(r"[{}]", line.text)


@pytest.mark.parametrize(("line", "lang"), ALL_LINES)
def test_no_line_calls_people_names(line, lang):
    assert not UNKIND.search(line.text)


def keys(lines):
    return [line.key for line in lines]


def test_the_crossing_says_all_that_honesty_asks():
    assert keys(B.crossing("vi")) == keys(B.crossing("en")) == [
        "who_gets_it",
        "seen_by_nobody_yet",
        "decided_when",
        "how_long",
        "monitoring_device",
        "giving_up",
        "not_compulsory_for",
        "can_be_a_crime",
        "self_declaration",
        "what_is_free",
        "kept_confidential",
        "how_to_complain",
        "not_passed_on",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("decided_when", "24 giờ", "24 hours"),
        ("how_long", "36 tháng", "36 months"),
        ("monitoring_device", "12 giờ", "12 hours"),
        ("giving_up", "2 ngày làm việc", "2 working days"),
        ("not_passed_on", "115", "115"),
    ],
)
def test_numbers_in_the_crossing_come_from_the_rules(key, vi, en):
    found = {lang: {line.key: line.text for line in B.crossing(lang)}[key] for lang in LANGS}
    assert vi in found["vi"]
    assert en in found["en"]


def test_a_changed_rule_changes_the_sentences():
    text = DATA.read_text(encoding="utf-8").replace(
        'B = { amount = 24, unit = "hours", from = "received"', 'B = { amount = 5, unit = "days", from = "received"'
    )
    line = {line.key: line.text for line in read_rules(text)["B"].crossing("vi")}["decided_when"]
    assert "trong 5 ngày kể từ" in line


def test_the_line_on_the_penal_code_asks_to_check_the_article():
    line = next(line for line in B.crossing("en") if line.key == "can_be_a_crime")
    assert line.to_check
    assert "256a" in line.article


def test_no_uncertain_amount_of_money_is_promised():
    words = " ".join(line.text for lang in LANGS for s in B.afterwards(lang) for line in s.lines)
    assert "2.530.000" not in words
    assert "1 tháng lương cơ sở" in words


@pytest.mark.parametrize("lang", LANGS)
def test_what_happens_afterwards_goes_from_receipt_to_complaint(lang):
    assert [section.key for section in B.afterwards(lang)] == [
        "receive", "decide", "start", "stages", "completion", "aftercare", "money", "complaints",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "vi", "en"),
    [
        (
            "D 89.4b",
            "điểm b khoản 4 Điều 89 Nghị định 163/2026/NĐ-CP",
            "Decree 163/2026/NĐ-CP, article 89 clause 4 point b",
        ),
        ("L 29", "Điều 29 Luật 120/2025/QH15", "Law 120/2025/QH15, article 29"),
        ("D 15–20", "các điều 15–20 Nghị định 163/2026/NĐ-CP", "Decree 163/2026/NĐ-CP, articles 15–20"),
        (
            "L 23.2; L 24.4",
            "khoản 2 Điều 23, khoản 4 Điều 24 Luật 120/2025/QH15",
            "Law 120/2025/QH15, article 23 clause 2, article 24 clause 4",
        ),
        ("D116", "Nghị định 116/2021/NĐ-CP", "Decree 116/2021/NĐ-CP"),
    ],
)
def test_articles_are_written_out_in_both_languages(reference, vi, en):
    assert (B.cite(reference, "vi"), B.cite(reference, "en")) == (vi, en)


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("answers", "there", "not_there"),
    [
        ({}, "determination", "representative"),
        ({"date_of_birth": "2010-05-01", "writer": "mother"}, "representative", "writer"),
        ({"date_of_birth": "1990-05-01", "writer": "mother"}, "writer", "representative"),
        ({"substitution_status": "now"}, "substitution_letter", "determination"),
        ({"determination_result": "no"}, "determination_first", "substitution_letter"),
        ({"intended_place": "public_facility"}, "public_letter", "residence"),
        ({"residence_stable": "no"}, "residence", "public_letter"),
        ({"id_kind": "none"}, "no_identity", "representative"),
    ],
)
def test_what_to_bring_follows_the_answers(answers, there, not_there):
    found = keys(B.what_to_bring(answers, "vi", TODAY))
    assert there in found
    assert not_there not in found
