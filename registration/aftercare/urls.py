"""Staff pages of registration.aftercare: a helper's `/staff/people/`, the committee desk's `/staff/aftercare/`."""

from django.urls import URLPattern, URLResolver, path, register_converter

from registration.casework.converters import RegistrationCode

from .views import contacts, desk, needs, people

register_converter(RegistrationCode, "personcode")

app_name = "aftercare"
urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.listing, name="people"),
    path("people/<personcode:code>/", people.person, name="person"),
    path("people/<personcode:code>/visit/", contacts.visit, name="visit"),
    path("people/<personcode:code>/contacts/<int:contact>/", contacts.visit, name="contact"),
    path("people/<personcode:code>/contacts/<int:contact>/missed/", contacts.missed, name="missed"),
    path("people/<personcode:code>/contacts/<int:contact>/move/", contacts.move, name="reschedule"),
    path("people/<personcode:code>/needs/", needs.ask_by_helper, name="helper_need"),
    path("aftercare/", desk.listing, name="desk"),
    path("aftercare/<personcode:code>/needs/", needs.ask_at_desk, name="desk_need"),
    path("aftercare/<personcode:code>/needs/<int:need>/<slug:step>/", needs.step, name="need_step"),
]
