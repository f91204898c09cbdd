"""URLs of portal.sms: webhooks and the staff pages (namespace `sms`), the phone screen (namespace `demo`)."""

from django.urls import URLPattern, URLResolver, include, path

from portal.sms import phone, staff, wording_views
from portal.sms.gateways import registry

room: list[URLPattern | URLResolver] = [
    path("staff/sms/", staff.overview, name="overview"),
    path("staff/sms/templates/", wording_views.wordings, name="wordings"),
    path("staff/sms/templates/<slug:name>/", wording_views.wording, name="wording"),
    path("staff/sms/templates/<slug:name>/<int:version>/<slug:step>/", wording_views.move, name="wording_move"),
    path("staff/messages/", staff.not_arrived, name="not_arrived"),
    *(pattern for package in registry.packages().values() for pattern in package.urlpatterns),
]
demo: list[URLPattern | URLResolver] = [
    path("demo/phone/", phone.screen, name="phone"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((room, "sms"))),
    path("", include((demo, "demo"))),
]
