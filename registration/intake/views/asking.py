"""The first half of every proof by code and phone: check what was typed, send six digits, ask for them next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from registration.intake import otp
from registration.intake.code_forms import CodeAndPhoneForm
from registration.intake.proving import Proof


def ask(request: HttpRequest, proof: Proof, page: str) -> HttpResponse:
    """Answer the post of code and phone on the page of that name (template and URL name are the same)."""
    form = CodeAndPhoneForm(request.POST)
    if not form.is_valid():
        return render(request, f"intake/{page}.html", {"form": form})
    response = redirect(f"intake:{page}")
    try:
        proof.ask(request, form, response)
    except otp.TooMany:
        return render(request, "intake/too_many.html", status=429)
    return response
