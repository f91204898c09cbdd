"""Official forms as PDF, filled from the file, laid out as office papers are (docs/official-forms.md).

`draw(registration, key)` draws one form by its key in the rule set ("application", "decision", …). A signed paper is
drawn from what it sealed when it was signed (`sealing.py`). What the forms say lies in the editions (`v1/`): templates,
shared words, and one file of words for each form.
"""

from .dossier import dossier
from .drawing import draw
from .editions import NoSuchForm
from .sealing import SealBroken, form_of, mark, seal_papers

__all__ = ["NoSuchForm", "SealBroken", "dossier", "draw", "form_of", "mark", "seal_papers"]
