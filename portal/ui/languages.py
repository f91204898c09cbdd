"""The two languages of a public page: Vietnamese without a prefix, English under /en/, and the way across."""

from typing import Any

from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language

NAMES = {"vi": "Tiếng Việt", "en": "English"}


def localised(path: str, language: str) -> str:
    """The public path in `language`: "/dang-ky/" → "/en/dang-ky/" in English, itself in Vietnamese."""
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def page_language() -> str:
    """The language of the page that is being made, as rules and words know it: `vi` or `en`."""
    return "en" if (get_language() or settings.LANGUAGE_CODE).startswith("en") else "vi"


def other_language() -> tuple[str, str]:
    """Code and own name of the language that the page is not in."""
    code = "vi" if page_language() == "en" else "en"
    return code, NAMES[code]


def twin_url(context: Context, language: str) -> str:
    """Address of the same page in `language`.

    A view may put `twin_url` into the context. A Wagtail page (context `page`) is asked for its
    published translation; where there is none, the home of that language is honest. Any other
    path is turned by Django. Query strings are not carried: they may hold what was typed.
    """
    if context.get("twin_url"):
        return str(context["twin_url"])
    request = context.get("request")
    if request is None:
        return localised("/", language)
    page = context.get("page")
    if hasattr(page, "get_translations"):
        return _translated_page_url(page, request, language) or localised("/", language)
    turned = translate_url(request.path, language)
    return turned if turned != request.path else _swapped(request.path, language)


def _translated_page_url(page: Any, request: Any, language: str) -> str:
    twin = page.get_translations().live().filter(locale__language_code=language).first()
    return twin.get_url(request) or "" if twin else ""


def _swapped(path: str, language: str) -> str:
    """For a path that no pattern knows (an error page): by the prefix alone."""
    if path.startswith("/en/"):
        return path.removeprefix("/en") if language == "vi" else path
    return localised(path, language)
