"""What the content wing stands on: languages, the two homes, groups with their rights, the workflow, the library.

`lay()` is idempotent and touches no page that somebody wrote; run it once per deployment (`manage.py cms_foundation`).
"""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.search.backends import get_search_backends

from portal.accounts.groups import GROUP_OF_ROLE
from portal.accounts.models import Role

from .index import put_documents
from .models import FourEyesTask, HelpNumber, HomePage, LegalDocument, LegalRelation

DATA = Path(__file__).parent / "data"
EDITORS, PUBLISHERS = GROUP_OF_ROLE[Role.EDITOR], GROUP_OF_ROLE[Role.PUBLISHER]
WORKFLOW = "Kiểm duyệt"
TASK = "Người thứ hai duyệt"
_PAGE_RIGHTS = {
    EDITORS: ("add_page", "change_page"),
    PUBLISHERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
_IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")
_SNIPPETS = ("legaldocument", "helpnumber")
_SETTINGS_RIGHTS = {
    "calendar": ("view_dayoff", "add_dayoff", "change_dayoff", "delete_dayoff"),
    "places": ("view_ward", "change_ward", "view_facility", "add_facility", "change_facility"),
}


def lay() -> HomePage:
    """Lay all of it; the Vietnamese home."""
    home = lay_homes()
    lay_groups()
    lay_workflow()
    load_numbers()
    load_library()
    return home


def lay_homes() -> HomePage:
    """Both languages, a home for each, the site that points to the Vietnamese one."""
    vietnamese, _created = Locale.objects.get_or_create(language_code="vi")
    english, _created = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=vietnamese)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    home = HomePage.objects.filter(locale=vietnamese).first()
    if home is None:
        home = root.add_child(instance=HomePage(title="Đường Về", slug="dau-trang", locale=vietnamese))
        home.save_revision().publish()
    if not HomePage.objects.filter(locale=english).exists():
        twin = HomePage(title="Đường Về", slug="home-en", locale=english, translation_key=home.translation_key)
        root.refresh_from_db()
        root.add_child(instance=twin)
        twin.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "site_name": "Đường Về", "root_page": home},
    )
    # Wagtail's own first page ("Welcome") is no content of ours.
    Page.objects.filter(depth=2, slug="home").exclude(pk__in=HomePage.objects.values("pk")).delete()
    return home


def lay_groups() -> None:
    """Editors write and submit; publishers also approve, publish and keep library and numbers."""
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    image = get_image_model()
    images = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(image),
        codename__in=_IMAGE_RIGHTS,
    )
    for name, rights in _PAGE_RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(admin)
        for page in Page.objects.filter(depth=1):
            for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights):
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
        for permission in images:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
        actions = ("view",) if name == EDITORS else ("view", "add", "change", "delete")
        codes = [f"{action}_{model}" for action in actions for model in _SNIPPETS]
        group.permissions.add(*Permission.objects.filter(content_type__app_label="cms", codename__in=codes))
        translate = Permission.objects.filter(content_type__app_label="simple_translation")
        group.permissions.add(*translate.filter(codename="submit_translation"))
    _lay_administrators(admin)
    Group.objects.filter(name="Moderators").delete()  # Wagtail's own, replaced by Publishers


def _lay_administrators(admin: Permission) -> None:
    """Administrators keep the working calendar, the wards' filing modes and the directory; no page is theirs."""
    group, _created = Group.objects.get_or_create(name=GROUP_OF_ROLE[Role.ADMINISTRATOR])
    group.permissions.add(admin)
    for label, codes in _SETTINGS_RIGHTS.items():
        group.permissions.add(*Permission.objects.filter(content_type__app_label=label, codename__in=codes))


def lay_workflow() -> Workflow:
    """The workflow for every page: one task, a publisher who did not write last."""
    task, created = FourEyesTask.objects.get_or_create(name=TASK)
    if created:
        task.groups.set(Group.objects.filter(name=PUBLISHERS))
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in Page.objects.filter(depth=1):
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
    return workflow


def load_numbers() -> None:
    """The help numbers that are not there yet; what staff changed stays."""
    for order, row in enumerate(tomllib.loads((DATA / "help_numbers.toml").read_text("utf-8"))["number"]):
        key = row.pop("key")
        HelpNumber.objects.get_or_create(key=key, defaults={**row, "order": order})


def load_library() -> None:
    """The legal documents that are not there yet, with their relations; what staff changed stays."""
    data = json.loads((DATA / "legal_documents.json").read_text("utf-8"))
    known = set(LegalDocument.objects.values_list("number", flat=True))
    recorded_on = date.fromisoformat(data["recorded_on"])
    new = [
        LegalDocument(recorded_on=recorded_on, **_with_dates(row)).prepared()
        for row in data["documents"]
        if row["number"] not in known
    ]
    if not new:
        return
    LegalDocument.objects.bulk_create(new)
    put_documents(new)
    for backend in get_search_backends():  # Wagtail's own index, which a bulk insert passes by
        backend.get_index_for_model(LegalDocument).add_items(LegalDocument, new)
    ids = dict(LegalDocument.objects.values_list("number", "pk"))
    LegalRelation.objects.bulk_create(
        [
            LegalRelation(source_id=ids[row["from"]], kind=row["kind"], target_id=ids[row["to"]])
            for row in data["relations"]
            if not known.issuperset((row["from"], row["to"]))
        ],
        ignore_conflicts=True,
    )


def _with_dates(row: dict[str, Any]) -> dict[str, Any]:
    dates = ("issued_on", "effective_on", "expires_on")
    return {key: date.fromisoformat(value) if key in dates and value else value for key, value in row.items()}
