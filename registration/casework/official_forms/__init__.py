"""Official forms as PDF: F 20 (application), F 33 (personal history), F 22 (decision).

`data_for(registration)` gathers what all forms need out of the answers and the rule set of the case;
`render(form, data)` typesets one. To add a form: a template `F<number>.typ` on `layout.typ`, its fixed words in
`words.toml`.
"""

from registration.casework.official_forms.facts import data_for
from registration.casework.official_forms.render import render
from registration.casework.official_forms.typesetting import NoSuchForm, typeset

__all__ = ["NoSuchForm", "data_for", "render", "typeset"]
