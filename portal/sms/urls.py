"""URLs of portal.sms: the gateways' webhooks (namespace `sms`) and the phone screen (namespace `demo`)."""

from django.urls import URLPattern, URLResolver, include, path

from portal.sms import phone
from portal.sms.gateways import registry

webhooks: list[URLPattern | URLResolver] = [
    pattern for package in registry.packages().values() for pattern in package.urlpatterns
]
demo: list[URLPattern | URLResolver] = [
    path("demo/phone/", phone.screen, name="phone"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((webhooks, "sms"))),
    path("", include((demo, "demo"))),
]
