"""Staff pages of registration.treatment: the police desk's steps, and the facility's own `/staff/facility/`."""

from django.urls import URLPattern, URLResolver, path, register_converter

from registration.casework.converters import RegistrationCode

from .views import desk, facility

register_converter(RegistrationCode, "treatedcode")

app_name = "treatment"
urlpatterns: list[URLPattern | URLResolver] = [
    path("treatment/<treatedcode:code>/came-back/<treatedcode:earlier>/", desk.come_back, name="came_back"),
    path("treatment/<treatedcode:code>/<slug:name>/", desk.step, name="desk_step"),
    path("treatment/<treatedcode:code>/<slug:name>/<slug:key>/", desk.step, name="desk_step_of"),
    path("facility/", facility.listing, name="facility"),
    path("facility/places/<int:facility>/", facility.places, name="places"),
    path("facility/<treatedcode:code>/", facility.person, name="person"),
    path("facility/<treatedcode:code>/<slug:name>/", facility.step, name="facility_step"),
    path("facility/<treatedcode:code>/<slug:name>/<slug:key>/", facility.step, name="facility_step_of"),
]
