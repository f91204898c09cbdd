"""What the reports store: targets, typed-in numbers, the reports themselves, and the public counts once published.

Nothing here holds a personal datum: only counts of wards and provinces, and who of the staff wrote them.
"""

from .publication import Publication
from .report import Report, State
from .target import Target
from .typed_number import TypedNumber

__all__ = ["Publication", "Report", "State", "Target", "TypedNumber"]
