"""Staff pages of registration.reports, under `/staff/`: the figures, what is typed in, the reports, the overview."""

from django.urls import URLPattern, URLResolver, path

from .views import entering, export, listing, overview, papers, sheet

app_name = "reports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("overview/", overview.overview, name="overview"),
    path("reports/", sheet.sheet, name="sheet"),
    path("reports/list/", listing.listing, name="list"),
    path("reports/export/", export.sheet, name="export"),
    path("reports/targets/", entering.targets, name="targets"),
    path("reports/numbers/", entering.numbers, name="numbers"),
    path("reports/papers/", papers.papers, name="papers"),
    path("reports/papers/<int:pk>/", papers.paper, name="paper"),
    path("reports/papers/<int:pk>/export/", export.paper, name="paper_export"),
    path("reports/papers/<int:pk>/<slug:name>/", papers.move, name="paper_move"),
]
