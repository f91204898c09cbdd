"""One form out of the gathered data: its own heading over what all forms share."""

from typing import Any

from registration.casework.official_forms.typesetting import NoSuchForm, typeset


def render(form: str, data: dict[str, Any]) -> bytes:
    """The PDF of `form` ("F20", "F 20") with data out of `data_for`; raises NoSuchForm."""
    heading = data["forms"].get(form.replace(" ", ""))
    if heading is None:
        raise NoSuchForm(form)
    own = {key: text for key, text in heading.items() if key != "template"}
    if heading["template"] == "F22":
        own["place_and_date"] = data["decision_place_and_date"]
    return typeset(heading["template"], data | own)
