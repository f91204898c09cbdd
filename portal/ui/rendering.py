"""Draws Django forms in govuk-frontend's markup: label, hint, error and input, tied together for screen readers.

The template of a field depends on the kind of its widget (see `_KINDS`). The hint is the
field's `help_text`; fields that may stay empty say so in their label. Native browser bubbles
are not used (no `required` attribute): the summary on top of the page explains mistakes.
"""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The first match counts, so special widgets stand before their parents.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.SelectDateWidget, "group"),
    (forms.CheckboxInput, "checkbox"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.MultiWidget, "group"),
)
_CLASSES = {
    "file": "govuk-file-upload",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "input": "govuk-input",
    "group": "govuk-input",
}
# Django's Vietnamese catalogue lacks these words of its form fields; ours has them, and it is asked first.
STOCK_WORDS = (
    gettext_noop("Null characters are not allowed."),
    gettext_noop("“%(pk)s” is not a valid value."),
)
_CHOOSING = {"checkboxes", "checkbox", "radios", "select"}
_GROUPS = {"checkboxes", "radios", "group"}


def field(bound: BoundField, *, heading: bool = False, width: int = 0, small: bool = False) -> SafeString:
    """One field as HTML. `heading`: the label is the page's h1; `width`: characters (2, 3, 4, 5, 10, 20, 30)."""
    if bound.is_hidden:
        return mark_safe(str(bound))  # noqa: S308 -- Django's own escaped output
    kind = _kind(bound.field.widget)
    errors = [_kind_words(bound, str(error)) for error in bound.errors]
    described = _described_by(bound, bool(errors))
    context = {
        "bound": bound,
        "name": bound.html_name,
        "id": first_id(bound),
        "base_id": bound.id_for_label if kind not in _GROUPS else bound.auto_id or bound.html_name,
        "label": bound.label,
        "optional": not bound.field.required and kind not in {"checkbox", "checkboxes"},
        "hint": bound.help_text,
        "errors": errors,
        "described_by": described,
        "heading": heading,
        "small": small,
    }
    if kind in {"checkboxes", "radios"}:
        context["choices"] = _choices(bound)
    elif kind == "checkbox":
        context["checked"] = bool(bound.value())
        context["value"] = "on"
    else:
        context["input"] = _input(bound, kind, described, bool(errors), width)
    return render_to_string(f"ui/fields/{kind}.html", context)


def fields(form: BaseForm) -> SafeString:
    """Hidden fields, then every visible one."""
    hidden = [mark_safe(str(bound)) for bound in form.hidden_fields()]  # noqa: S308 -- Django's own escaped output
    shown = [field(bound) for bound in form.visible_fields()]
    return SafeString("".join(hidden + shown))  # every part is escaped already


def error_summary(some: list[BaseForm]) -> SafeString:
    """The summary of one or several forms; empty where none has a mistake."""
    lines = []
    for form in some:
        if not form.is_bound:
            continue
        lines += [{"text": text, "href": ""} for text in form.non_field_errors()]
        for bound in [*form.hidden_fields(), *form.visible_fields()]:
            href = "" if bound.is_hidden else f"#{first_id(bound)}"
            lines += [{"text": _in_summary(bound, str(error)), "href": href} for error in bound.errors]
    return render_to_string("ui/components/error_summary.html", {"lines": lines}) if lines else SafeString("")


def first_id(bound: BoundField) -> str:
    """Id of the first thing to type or tick in: where the summary's link and the label lead."""
    widget, base = bound.field.widget, bound.auto_id or bound.html_name
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{base}_0"
    if isinstance(widget, forms.MultiWidget):
        return f"{base}{widget.widgets_names[0]}"  # type: ignore[attr-defined]  # django-stubs does not know it
    return bound.id_for_label or base


def _kind_words(bound: BoundField, error: str) -> str:
    """Django's stock "this field is required" in words of a person; a form's own words stay."""
    if error != str(forms.Field.default_error_messages["required"]):
        return error
    return _("Please choose an answer.") if _kind(bound.field.widget) in _CHOOSING else _("Please fill this in.")


def _in_summary(bound: BoundField, error: str) -> str:
    """Stock words say nothing far from their field, so the label goes before them."""
    words = _kind_words(bound, error)
    return f"{bound.label}: {words[:1].lower()}{words[1:]}" if words != error else error


def _kind(widget: forms.Widget) -> str:
    return next((kind for type_, kind in _KINDS if isinstance(widget, type_)), "input")


def _described_by(bound: BoundField, wrong: bool) -> str:
    base = bound.auto_id or bound.html_name
    return " ".join([f"{base}-hint"] * bool(bound.help_text) + [f"{base}-error"] * wrong)


def _input(bound: BoundField, kind: str, described: str, wrong: bool, width: int) -> str:
    widget = bound.field.widget
    attrs: dict[str, Any] = {"id": bound.auto_id or bound.html_name, "class": _class(widget, kind, wrong, width)}
    if described and kind != "group":
        attrs["aria-describedby"] = described
    if wrong:
        attrs["aria-invalid"] = "true"
    if bound.field.disabled:
        attrs["disabled"] = True
    if bound.field.localize:
        widget.is_localized = True
    if isinstance(bound.field, forms.DateField) and widget.input_type == "text":
        attrs.setdefault("inputmode", "numeric")
    return widget.render(bound.html_name, bound.value(), attrs, renderer=bound.form.renderer)


def _class(widget: forms.Widget, kind: str, wrong: bool, width: int) -> str:
    base = _CLASSES[kind]
    own = widget.attrs.get("class", "")
    if not width and isinstance(widget, forms.DateInput):
        width = 10
    parts = [base, f"{base}--error" if wrong else "", f"govuk-input--width-{width}" if width else "", own]
    return " ".join(part for part in parts if part)


def _choices(bound: BoundField) -> list[dict[str, Any]]:
    """The options; the widget's attribute `option_hints` ({value: text}) puts a hint below some of them."""
    hints = getattr(bound.field.widget, "option_hints", {})
    options = []
    for option in bound.subwidgets:
        if option.data["value"] == "" and isinstance(bound.field.widget, forms.RadioSelect):
            # Django's empty choice: in a group of radios, "nothing chosen" is simply that.
            continue
        options.append(
            {
                "id": option.id_for_label or option.data["attrs"].get("id", ""),
                "value": option.data["value"],
                "text": conditional_escape(option.data["label"]),
                "hint": hints.get(str(option.data["value"]), ""),
                "checked": option.data["selected"],
            }
        )
    if options:
        # The summary's link leads to the first one, also when Django's empty choice was left out.
        options[0]["id"] = first_id(bound)
    return options
