"""URLs of registration.casework: the desks' pages under /staff/registrations/ (contract §3)."""

from django.urls import URLPattern, URLResolver, path, register_converter

from .converters import RegistrationCode
from .views import detail, downloads, inbox, move, open_by_code

register_converter(RegistrationCode, "regcode")

app_name = "casework"
urlpatterns: list[URLPattern | URLResolver] = [
    path("registrations/", inbox.inbox, name="inbox"),
    path("registrations/open/", open_by_code.open_by_code, name="open"),
    path("registrations/<regcode:code>/", detail.detail, name="detail"),
    path("registrations/<regcode:code>/documents/<uuid:document>/", downloads.document, name="document"),
    path("registrations/<regcode:code>/forms/<slug:form>/", downloads.official_form, name="form"),
    path("registrations/<regcode:code>/<slug:name>/", move.move, name="move"),
]
