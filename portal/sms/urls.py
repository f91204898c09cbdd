"""URLs of portal.sms: webhooks and the staff page (namespace `sms`), the phone screen (namespace `demo`)."""

from django.urls import URLPattern, URLResolver, include, path

from portal.sms import phone, staff
from portal.sms.gateways import registry

room: list[URLPattern | URLResolver] = [
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
