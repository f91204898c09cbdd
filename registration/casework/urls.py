"""URLs of registration.casework: the desks' pages under /staff/registrations/ (contract §3)."""

from django.urls import URLPattern, URLResolver, path, register_converter

from .converters import RegistrationCode
from .views import (
    assign,
    compare,
    correct,
    cover,
    detail,
    downloads,
    glass,
    inbox,
    move,
    notes,
    open_by_code,
    registers,
    saved_views,
    warnings,
)

register_converter(RegistrationCode, "regcode")

app_name = "casework"
urlpatterns: list[URLPattern | URLResolver] = [
    path("registrations/", inbox.inbox, name="inbox"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("registrations/open/", open_by_code.open_by_code, name="open"),
    path("registrations/assign/", assign.assign_many, name="assign_many"),
    path("registrations/assign/undo/", assign.assign_undo, name="assign_undo"),
    path("registrations/views/", saved_views.save, name="view_save"),
    path("registrations/views/<int:pk>/delete/", saved_views.delete, name="view_delete"),
    path("registrations/cover/", cover.covers, name="covers"),
    path("registrations/cover/<int:pk>/end/", cover.end, name="cover_end"),
    path("registrations/break-glass/", glass.break_glass, name="break_glass"),
    path("registrations/break-glass/<int:pk>/noted/", glass.noted, name="glass_noted"),
    path("registers/", registers.registers, name="registers"),
    path("registers/export/", registers.take_out, name="register_export"),
    path("registers/papers/<int:pk>/", registers.paper, name="register_paper"),
    path("registrations/<regcode:code>/", detail.detail, name="detail"),
    path("registrations/<regcode:code>/assign/", assign.assign_one, name="assign_one"),
    path("registrations/<regcode:code>/notes/", notes.note, name="note"),
    path("registrations/<regcode:code>/here/", notes.here, name="here"),
    path("registrations/<regcode:code>/correct/", correct.correct, name="correct"),
    path("registrations/<regcode:code>/compare/<regcode:other>/", compare.compare, name="compare"),
    path("registrations/<regcode:code>/documents/<uuid:document>/", downloads.document, name="document"),
    path("registrations/<regcode:code>/forms/<slug:form>/", downloads.official_form, name="form"),
    path("registrations/<regcode:code>/<slug:name>/", move.move, name="move"),
]
