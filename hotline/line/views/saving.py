"""What every page that changes the line does with an answer: say that it counts, that it is the same, or why not."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hotline.line.errors import Refused, Unchanged


def saved(request: HttpRequest, form: forms.Form, save: Callable[[], object]) -> bool:
    """Do `save` and tell; False where it was refused, with the reason at the form."""
    try:
        save()
    except Unchanged as same:
        messages.info(request, str(same))
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    else:
        messages.success(request, _("Saved. It counts everywhere within seconds."))
    return True
