"""The bare side of `finish`: a Django view that inserts one row, beside all addresses of the portal."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.tables import Plain
from portal.urls import urlpatterns as portal_urls

PATH = "bench/insert"


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row with the text of the form."""
    Plain.objects.create(body=request.POST["body"])
    return HttpResponse("ok")


urlpatterns = [path(PATH, insert), *portal_urls]
