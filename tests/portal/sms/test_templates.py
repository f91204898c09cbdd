"""The registered texts: short, neutral, exact."""

import re

import pytest

from portal.sms import segments, templates

LONGEST = {
    "code": "DV-AAAAA-AAAAA",
    "link": "https://duongve.hanoi.example/tra-cuu/",
    "hours": "T2-T6 7:30-21:30, T7-CN 8:00-17:00",
    "time": "08:30 25/11/2026",
}
GIVES_AWAY = re.compile(
    r"ma ?tuy|nghien|cai |dieu tri|tu van|cong an|drug|rehab|treat|addict|police|counsel|dang ky|regist|duong ve",
    re.IGNORECASE,
)

every = pytest.mark.parametrize("template", templates.registered().values(), ids=lambda template: template.name)


def _render(template, language="vi"):
    return template.render({name: LONGEST[name] for name in template.parameters}, language)


@every
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_text_fits_its_segments_without_diacritics(template, language):
    size = segments.measure(_render(template, language))
    assert size.encoding == "GSM-7"
    assert size.segments <= template.max_segments


@every
def test_a_text_tells_a_stranger_nothing(template):
    for text in template.texts.values():
        assert not GIVES_AWAY.search(text)


@every
def test_a_text_names_exactly_its_parameters(template):
    for text in template.texts.values():
        assert set(re.findall(r"{(\w+)}", text)) == set(template.parameters)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"code": "1"},
        {"code": "1", "link": "x", "name": "A"},
        {"code": "", "link": "x"},
        {"code": "1", "link": "x" * 400},
    ],
)
def test_wrong_parameters_are_refused(params):
    with pytest.raises(templates.BadParameters):
        templates.get("registration_update").render(params)


def test_a_parameter_that_looks_like_another_is_not_filled_in_twice():
    text = templates.get("registration_update").render({"code": "{link}", "link": "https://x.example"})
    assert text.count("https://x.example") == 1


def test_line_breaks_in_a_parameter_become_spaces():
    assert "\n" not in templates.get("one_time_code").render({"code": "12\r\n34"})
