"""Staff pages of hotline.sms, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import IntConverter

from hotline.sms import views


class Number(IntConverter):
    """A number that fits the database's."""

    regex = "[0-9]{1,9}"


register_converter(Number, "seq")

app_name = "hotline_sms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hotline/c/<uuid:key>/sms/<seq:seq>/retry/", views.try_again, name="retry"),
]
