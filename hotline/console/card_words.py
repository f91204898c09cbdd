"""Words that go to the person with a card, in both languages: the script takes those of the conversation."""

import json
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.ui.languages import localised


def ready_cards() -> list[dict[str, Any]]:
    """Cards that need no search: `label` for the counsellor, `versions` (JSON by language: card and words)."""
    return [_ready("screening"), _ready("call_back")]


def intros() -> dict[str, dict[str, str]]:
    """What stands before a page or a place that was found, by language."""
    return {code: _intro(code) for code, _name in settings.LANGUAGES}


def _ready(kind: str) -> dict[str, Any]:
    label = {"screening": _("Self-screening"), "call_back": _("Offer a call back")}[kind]
    return {"label": label, "versions": json.dumps({code: _version(kind, code) for code, _name in settings.LANGUAGES})}


def _version(kind: str, language: str) -> dict[str, Any]:
    with translation.override(language):
        path, title, words = {
            "screening": (
                "/sang-loc/",
                _("A few questions to look at one's own use"),
                _("If you like, here are a few questions to look at your own use; only you see the answers."),
            ),
            "call_back": (
                "/tro-chuyen/goi-lai/",
                _("Choose a safe time for a call"),
                _("If you would rather hear a voice, you can choose a safe time and we call you back."),
            ),
        }[kind]
    return {"words": words, "card": {"kind": kind, "title": title, "url": localised(path, language)}}


def _intro(language: str) -> dict[str, str]:
    with translation.override(language):
        return {"page": _("This page may help you:"), "place": _("This place may help you:")}
