"""A mistake in the rule file is found at once, with its place and its reason."""

import pytest

from registration.rules.reading import DATA, RulesError, read_rules

TEXT = DATA.read_text(encoding="utf-8")


def broken(old, new):
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('from = "received", article = "D 91" }', 'from = "received" }', r"deadlines\.decision\.B\.article: missing"),
        ('article = "D 91" }', 'article = "D neunzig" }', r"cannot read the reference 'D neunzig'"),
        ('article = "L 42" }', 'article = "Z 42" }', r"cannot read the reference 'Z 42'"),
        ('unit = "hours", from = "received"', 'unit = "weeks", from = "received"', r"decision\.B\.unit: must be one of"),
        ('amount = 24, unit = "hours", from = "received"', 'amount = "24", unit = "hours", from = "received"',
         r"decision\.B\.amount: must be int, is '24'"),
        ('from = "received", article = "D 91" }', 'from = "received", article = "D 91", urgent = true }',
         r"decision\.B: unknown urgent"),
        ('[meta]\n', '[meta]\ncolour = "red"\n', r"rules\.meta: unknown colour"),
        ('who = "police_chief", article = "D 91"', 'who = "mayor", article = "D 91"', r"deciding_officer\.B\.who: unknown person"),
        ('signed_by = "police_chief", article = "D 91"', 'signed_by = "clerk", article = "D 91"', r"decision\.signed_by: unknown person 'clerk'"),
        ('{decision} kể từ khi tiếp nhận', '{decison} kể từ khi tiếp nhận', r"crossing\[decided_when\]\.vi: nothing fills 'decison'"),
        ('when = ["minor"]', 'when = ["minr"]', r"bring\[representative\]\.when: unknown condition minr"),
        ('effect = "stop"', 'effect = "halt"', r"too_young\.effect: must be one of"),
        ('certainty = "check"', 'certainty = "perhaps"', r"certainty: 'perhaps'"),
        ('valid_to = 2026-06-30', 'valid_to = 2026-06-29', r"A must end the day before B begins"),
        ('[lengths.aftercare] #', '[lengths.aftercar] #', r"lengths: every version needs aftercare"),
        ('versions = ["B"]', 'versions = ["C"]', r"versions: unknown or empty: \['C'\]"),
        ('report_on = "06-15"', 'report_on = "06-31"', r"reporting\.half_year\.report_on: must be month-day"),
        ('factor = "0.6"', 'factor = "viel"', r"helper_pay\.B\.factor: must be a number"),
        ('[meta]\n', '[meta\n', r"not readable as TOML"),
        ('[calls]', '[cals]', r"rules\.calls: missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(old, new, complaint):
    with pytest.raises(RulesError, match=complaint):
        read_rules(broken(old, new))


def test_a_name_filled_by_two_tables_is_refused():
    with pytest.raises(RulesError, match="two tables fill the same name: aftercare"):
        read_rules(TEXT.replace("[money.helper_pay]", "[money.aftercare]"))


def test_the_file_as_it_stands_has_no_mistake():
    assert set(read_rules(TEXT)) == {"A", "B"}
