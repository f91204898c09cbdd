"""The roof: every room's URLs under their public paths (docs: contract of the pages in README)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.i18n import set_language
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import api

handler500 = "portal.ops.faults.server_error"

urlpatterns = [
    path("", include("portal.ops.urls")),
    path("", include("portal.places.urls")),
    path("", include("portal.sms.urls")),
    path("staff/", include("portal.accounts.urls")),
    path("staff/", include("portal.audit.urls")),
    path("staff/", include("registration.intake.clerk.urls")),
    path("staff/", include("registration.rules.urls")),
    path("staff/", include("registration.casework.urls")),
    path("staff/", include("registration.visits.urls")),
    path("staff/", include("registration.rights.urls")),
    path("staff/", include("registration.treatment.urls")),
    path("staff/", include("registration.aftercare.urls")),
    path("staff/", include("registration.reports.urls")),
    path("staff/", include("registration.api.urls")),
    path("staff/", include("hotline.console.urls")),
    path("staff/", include("hotline.line.urls")),
    path("staff/", include("hotline.offers.urls")),
    path("staff/", include("hotline.callbacks.urls")),
    path("staff/", include("hotline.referrals.urls")),
    path("staff/", include("hotline.risk.urls")),
    path("staff/", include("hotline.cases.urls")),
    path("staff/", include("hotline.pictures.urls")),
    path("staff/", include("hotline.feedback.urls")),
    path("staff/", include("hotline.supervision.urls")),
    path("staff/", include("hotline.sms.urls")),
    path("staff/", include("hotline.reports.urls")),
    path("staff/language/", set_language, name="set_language"),
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
