"""What aftercare stores: who helps (assignment), the contacts (follow-ups), what is needed (support needs).

Words about a person are encrypted; the columns beside them are coarse and made for counting.
"""

from .assignment import Assignment
from .follow_up import FollowUp
from .need import SupportNeed

__all__ = ["Assignment", "FollowUp", "SupportNeed"]
