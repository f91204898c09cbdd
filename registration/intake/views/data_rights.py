"""Use a right over one's own data, see its two clocks and the answer, take it back."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from portal.ui.languages import page_language
from portal.ui.private_pages import private
from portal.ui.typed_fields import Words
from registration.casework.errors import BadInput, MoveRefused
from registration.casework.models import Registration
from registration.casework.states import UNSEEN
from registration.intake.form_fields import OneOf
from registration.intake.tracked import registration_of
from registration.rights import law
from registration.rights.actions.ask import ask, take_back
from registration.rights.models import DataRequest
from registration.rules.wording import amount_words


class RightForm(forms.Form):
    """`kind` (a key of the rights) and `text`."""

    use_required_attribute = False
    kind = OneOf(label=_("What do you ask for?"), error_messages={"required": _("Please choose one of the rights.")})
    text = Words(
        label=_("Which data, and what should be done?"),
        help_text=_("A few words help the desk. You need not give a reason."),
        limit=2000,
        required=False,
    )

    def __init__(self, *args: object, lang: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(key, str(words)) for key, words in law.law().rights.items()]
        kind.widget.option_hints = {key: _hint(key, lang) for key in law.law().rights}


def _hint(key: str, lang: str) -> str:
    amount = law.law().answer[key].amount
    return f"{law.law().rights[key].hint} ({amount_words(amount.number, str(amount.unit), lang)})"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def data_rights(request: HttpRequest) -> HttpResponse:
    """GET the rights, what was asked and the answers; POST `kind`, or `take_back` with a request's id."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    form = RightForm(request.POST if "kind" in request.POST else None, lang=page_language())
    refused = ""
    if request.method == "POST":
        try:
            if _done(request, registration, form):
                return redirect("intake:data_rights")
        except BadInput as error:
            form.add_error("kind", str(error.words))
        except MoveRefused as error:
            refused = str(error.words)
    first = law.law().first_answer
    context = {
        "registration": registration,
        "form": form,
        "refused": refused,
        "unseen": registration.status in UNSEEN,
        "asked": [(one, one.level(timezone.now())) for one in DataRequest.objects.filter(registration=registration)],
        "first_answer": amount_words(first.amount.number, str(first.amount.unit), page_language()),
        "article": first.article,
        "to_check": first.certainty == "check",
    }
    return render(request, "intake/data_rights.html", context, status=422 if form.errors else 409 if refused else 200)


def _done(request: HttpRequest, registration: Registration, form: RightForm) -> bool:
    """Whether what was asked for was done; False where the form has faults. Raises MoveRefused."""
    if "take_back" in request.POST:
        mine = {str(one.pk): one for one in DataRequest.objects.filter(registration=registration)}
        if found := mine.get(request.POST["take_back"]):
            take_back(found)
        return True
    if not form.is_bound:
        form.data, form.is_bound = request.POST, True  # nothing was chosen: say so
    if not form.is_valid():
        return False
    ask(registration, form.cleaned_data["kind"], form.cleaned_data["text"])
    return True
