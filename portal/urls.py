"""The roof: every room's URLs under their public paths (docs: contract of the pages in README)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.i18n import set_language
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import api

handler500 = "portal.ops.faults.server_error"

# Looked through only under /staff/: a public page does not pass all these rooms on its way.
staff: list[URLPattern | URLResolver] = [
    path("", include("portal.accounts.urls")),
    path("", include("portal.audit.urls")),
    path("", include("registration.intake.clerk.urls")),
    path("", include("registration.rules.urls")),
    path("", include("registration.casework.urls")),
    path("", include("registration.visits.urls")),
    path("", include("registration.rights.urls")),
    path("", include("registration.treatment.urls")),
    path("", include("registration.aftercare.urls")),
    path("", include("registration.reports.urls")),
    path("", include("registration.api.urls")),
    path("", include("hotline.console.urls")),
    path("", include("hotline.line.urls")),
    path("", include("hotline.offers.urls")),
    path("", include("hotline.callbacks.urls")),
    path("", include("hotline.referrals.urls")),
    path("", include("hotline.risk.urls")),
    path("", include("hotline.cases.urls")),
    path("", include("hotline.pictures.urls")),
    path("", include("hotline.feedback.urls")),
    path("", include("hotline.supervision.urls")),
    path("", include("hotline.sms.urls")),
    path("", include("hotline.reports.urls")),
    path("language/", set_language, name="set_language"),
]

urlpatterns = [
    path("", include("portal.ops.urls")),
    path("", include("portal.places.urls")),
    path("", include("portal.sms.urls")),
    path("staff/", include(staff)),
    path("api/v1/", api.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("", include("portal.ui.urls")),
        path("", include("registration.intake.urls")),
        path("", include("registration.reports.public_urls")),
        path("", include("hotline.visitor.urls")),
        path("", include("hotline.callbacks.public_urls")),
        path("", include("hotline.console.public_urls")),
        path("", include("hotline.referrals.public_urls")),
        path("", include("hotline.cases.public_urls")),
        path("", include("hotline.feedback.public_urls")),
        path("", include("cms.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
