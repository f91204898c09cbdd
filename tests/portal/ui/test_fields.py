"""Forms are drawn so that a screen reader hears label, hint and mistake together."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from portal.ui import rendering
from portal.ui.demo_page import SampleForm


class PairField(forms.MultiValueField):
    widget = forms.MultiWidget(widgets={"day": forms.TextInput, "month": forms.TextInput})

    def __init__(self, **kwargs):
        super().__init__(fields=(forms.CharField(), forms.CharField()), **kwargs)

    def compress(self, data_list):
        return data_list


class PairForm(forms.Form):
    when = PairField(label="When", help_text="Day and month")


def draw(source, **context):
    return BeautifulSoup(Template("{% load ui %}" + source).render(Context(context)), "html.parser")


@pytest.fixture
def wrong():
    return draw("{% fields form %}", form=SampleForm({}))


@pytest.mark.parametrize("data", [None, {}])
def test_every_input_has_a_label(data):
    page = draw("{% fields form %}", form=SampleForm(data))
    labelled = {label["for"] for label in page.find_all("label")}
    assert {element["id"] for element in page.find_all(["input", "select", "textarea"])} == labelled


def test_every_description_exists_and_ids_are_unique(wrong):
    ids = [element["id"] for element in wrong.find_all(id=True)]
    described = " ".join(element["aria-describedby"] for element in wrong.find_all(attrs={"aria-describedby": True}))
    assert len(ids) == len(set(ids))
    assert set(described.split()) <= set(ids)


def test_hint_and_mistake_are_both_read_with_the_input(wrong):
    assert wrong.find(id="id_full_name")["aria-describedby"] == "id_full_name-hint id_full_name-error"
    assert wrong.find(id="id_full_name")["aria-invalid"] == "true"


def test_a_group_of_choices_is_one_fieldset_with_a_legend(wrong):
    group = wrong.find(id="id_sex_0").find_parent("fieldset")
    assert group.legend.get_text(strip=True) == "Giới tính"
    assert group["aria-describedby"] == "id_sex-error"


def test_a_hint_below_one_choice_belongs_to_that_choice():
    choice = draw("{% fields form %}", form=SampleForm()).find("input", value="job")
    assert choice["aria-describedby"] == f"{choice['id']}-hint"


def test_the_summary_leads_to_each_wrong_field(wrong):
    request = RequestFactory().post("/")
    summary = draw("{% error_summary form %}", form=SampleForm({}), request=request)
    targets = [link["href"].removeprefix("#") for link in summary.find_all("a")]
    assert targets == ["id_full_name", "id_born", "id_sex_0", "id_province", "id_agree"]
    assert all(wrong.find(id=target) for target in targets)


def test_stock_words_name_the_field_in_the_summary():
    with translation.override("vi"):
        summary = draw("{% error_summary form %}", form=SampleForm({}))
    assert summary.find("a", href="#id_sex_0").get_text() == "Giới tính: hãy chọn một câu trả lời."


def test_a_form_without_mistakes_has_no_summary():
    assert draw("{% error_summary form %}", form=SampleForm()).get_text(strip=True) == ""


def test_fields_that_may_stay_empty_say_so():
    with translation.override("vi"):
        page = draw("{% field form.note %}{% field form.full_name %}", form=SampleForm())
    assert "(không bắt buộc)" in page.find("label", attrs={"for": "id_note"}).get_text()
    assert "(không bắt buộc)" not in page.find("label", attrs={"for": "id_full_name"}).get_text()


def test_what_was_typed_comes_back_escaped():
    page = draw("{% field form.full_name %}", form=SampleForm({"full_name": '"><script>alert(1)</script>'}))
    assert page.script is None
    assert page.find(id="id_full_name")["value"] == '"><script>alert(1)</script>'


def test_chosen_answers_stay_chosen():
    page = draw("{% fields form %}", form=SampleForm({"sex": "male", "needs": ["job", "legal"]}))
    assert [box["value"] for box in page.find_all(checked=True)] == ["male", "job", "legal"]


def test_the_label_can_be_the_heading_of_the_page():
    page = draw("{% field form.full_name heading=True %}{% field form.sex heading=True %}", form=SampleForm())
    assert len(page.select("h1 label")) == len(page.select("legend h1")) == 1


def test_several_boxes_of_one_question_are_a_group():
    page = draw("{% field form.when %}", form=PairForm({"when_day": "", "when_month": ""}))
    assert page.fieldset.legend.get_text(strip=True) == "When"
    assert page.fieldset["aria-describedby"] == "id_when-hint id_when-error"


def test_no_browser_bubble_stands_before_our_own_words(wrong):
    assert wrong.find(attrs={"required": True}) is None


@pytest.mark.parametrize("words", rendering.STOCK_WORDS)
def test_stock_words_that_django_leaves_in_english_are_said_in_vietnamese(words):
    with translation.override("vi"):
        assert translation.gettext(words) != words
