"""The tables of the content wing: pages, the legal library, numbers to call, the search index, the approval task."""

from .legal import Certainty, Kind, LegalDocument, LegalRelation, Status
from .numbers import HelpNumber
from .pages import ArticlePage, ArticleSource, Audience, HomePage, PortalPage, SectionIndexPage
from .search import SearchEntry
from .tasks import FourEyesTask, wrote_last

__all__ = [
    "ArticlePage",
    "ArticleSource",
    "Audience",
    "Certainty",
    "FourEyesTask",
    "HelpNumber",
    "HomePage",
    "Kind",
    "LegalDocument",
    "LegalRelation",
    "PortalPage",
    "SearchEntry",
    "SectionIndexPage",
    "Status",
    "wrote_last",
]
