"""A wording of a registered text: written as a draft, registered with the operator, taken into use, retired.

One function a step; each locks the text, guards, writes the audit chain. Every process follows within
SMS_TEMPLATES_FRESH_S seconds.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.audit.log import record
from portal.sms import locks, templates, wordings
from portal.sms.models import TextVersion
from portal.sms.states import TextState
from portal.sms.wording_rules import check


class NotNow(Exception):
    """The wording is in a state from which this step does not lead."""


@transaction.atomic
def write(template: str, texts: dict[str, str], by: Any) -> TextVersion:
    """A new draft. Raises KeyError (no such text) and Unfit."""
    check(templates.registered()[template], texts)
    locks.hold("sms.wording", template)
    last = TextVersion.objects.filter(template=template).aggregate(last=Max("version"))["last"] or 0
    written = TextVersion.objects.create(
        template=template, version=last + 1, vi=texts["vi"].strip(), en=texts["en"].strip(), written_by=by
    )
    record(by, "sms_wording.write", "sms_wording", str(written))
    return written


@transaction.atomic
def register(key: int, with_whom: str, on: date, by: Any) -> TextVersion:
    """The operator has registered it. Raises NotNow, TextVersion.DoesNotExist."""
    version = _locked(key, TextState.DRAFT)
    version.registered_with, version.registered_on = with_whom, on
    return _to(version, TextState.REGISTERED, "sms_wording.register", by)


@transaction.atomic
def use(key: int, by: Any) -> TextVersion:
    """From now on it is sent; the one before is retired. Raises NotNow, Unfit, TextVersion.DoesNotExist."""
    version = _locked(key, TextState.REGISTERED)
    check(templates.registered()[version.template], {"vi": version.vi, "en": version.en})
    before = TextVersion.objects.filter(template=version.template, state=TextState.IN_USE)
    before.update(state=TextState.RETIRED, state_at=timezone.now())
    return _to(version, TextState.IN_USE, "sms_wording.use", by)


@transaction.atomic
def retire(key: int, by: Any) -> TextVersion:
    """No longer sent or wanted; the wording of the portal goes on. Raises NotNow, TextVersion.DoesNotExist."""
    version = _locked(key, TextState.DRAFT, TextState.REGISTERED, TextState.IN_USE)
    return _to(version, TextState.RETIRED, "sms_wording.retire", by)


def _locked(key: int, *states: TextState) -> TextVersion:
    template = TextVersion.objects.values_list("template", flat=True).get(pk=key)
    locks.hold("sms.wording", template)
    version = TextVersion.objects.get(pk=key)
    if version.state not in states or template not in templates.registered():
        raise NotNow
    return version


def _to(version: TextVersion, state: TextState, action: str, by: Any) -> TextVersion:
    version.state, version.state_at = state, timezone.now()
    version.save()
    record(by, action, "sms_wording", str(version))
    forget: Callable[[], None] = wordings.forget
    transaction.on_commit(forget)
    return version
