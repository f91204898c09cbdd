"""`{% load ui %}`: everything a template asks of the design system.

Forms: `error_summary`, `field`, `fields` (portal.ui.rendering draws them).
Shell: `quick_exit_button`, `language_link`, `localised`, `nav_link`, `staff_menu`, `script`.
Blocks with content: `care_card`, `notice`, `card`.
Filters: `vn_date`, `vn_date_long`, `vn_datetime`, `phone`.
"""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.ui import formats, languages, rendering

register = template.Library()
register.filter("vn_date", formats.vn_date)
register.filter("vn_date_long", formats.vn_date_long)
register.filter("vn_datetime", formats.vn_datetime)
register.filter("phone", formats.phone)


@register.simple_tag(takes_context=True)
def error_summary(context: template.Context, *forms: BaseForm) -> SafeString:
    """What is wrong, on top of the page, each line a link to its field; nothing where all is well."""
    html = rendering.error_summary([form for form in forms if form is not None])
    return html + script(context, "ui/js/errors.mjs") if html else SafeString("")


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """One field: label, hint, error, input. Options: heading=True (label is the page's h1), width=5…30, small=True."""
    return rendering.field(bound, **options)


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Every field of the form in its order, hidden ones first."""
    return rendering.fields(form)


@register.simple_tag(takes_context=True)
def script(context: template.Context, path: str) -> SafeString:
    """A module script of ours, with the page's nonce."""
    request = context.get("request")
    if request is None:
        # An error page drawn without a request has no nonce: the pages work without script.
        return SafeString("")
    nonce = getattr(request, "csp_nonce", "")
    return format_html('<script type="module" src="{}" nonce="{}"></script>', static(path), str(nonce))


@register.simple_tag
def localised(path: str) -> str:
    """A public path ("/dang-ky/") in the page's language ("/en/dang-ky/")."""
    return languages.localised(path, get_language() or settings.LANGUAGE_CODE)


@register.inclusion_tag("ui/components/nav_link.html", takes_context=True)
def nav_link(context: template.Context, path: str, label: str) -> dict[str, Any]:
    """An entry of the public navigation; it says where the visitor is."""
    url, here = localised(path), getattr(context.get("request"), "path", "")
    current = "page" if here == url else "true" if here.startswith(url) else ""
    return {"url": url, "label": label, "current": current}


@register.inclusion_tag("ui/components/quick_exit.html")
def quick_exit_button() -> dict[str, str]:
    """The button that leaves at once."""
    return {"url": reverse("quick_exit")}


@register.inclusion_tag("ui/components/language_link.html", takes_context=True)
def language_link(context: template.Context) -> dict[str, str]:
    """The same page in the other language (context `twin_url`, else a Wagtail page's translation, else its home)."""
    code, name = languages.other_language()
    return {"url": languages.twin_url(context, code), "code": code, "name": name}


@register.simple_tag(takes_context=True)
def staff_menu(context: template.Context) -> list[dict[str, Any]]:
    """The entries that the signed-in person's roles open, from the menu of the room of accounts."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated or not user.is_verified():
        return []
    # By name, since this room knows no other (import contract); the setting lets tests put their own.
    items_for = import_string(getattr(settings, "STAFF_MENU", "portal.accounts.menu.items_for"))
    entries = []
    for item in items_for({str(role) for role in user.roles_today()}):
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        entries.append({"url": url, "label": item.label, "current": "page" if request.path == url else ""})
    longest = max((e["url"] for e in entries if request.path.startswith(e["url"])), key=len, default="")
    return [e | {"current": e["current"] or ("true" if e["url"] == longest else "")} for e in entries]


@register.simple_block_tag
def care_card(content: str, level: str, title: str, call: str = "") -> SafeString:
    """`{% care_card "now" title call="115" %}…{% endcare_card %}`; levels: now, soon, plan."""
    return render_to_string(
        "ui/components/care_card.html", {"level": level, "title": title, "body": content, "call": call}
    )


@register.inclusion_tag("ui/components/do_dont.html")
def do_list(*items: str, title: str = "") -> dict[str, Any]:
    """`{% do_list "…" "…" %}`: what helps."""
    return {"kind": "do", "items": items, "title": title}


@register.inclusion_tag("ui/components/do_dont.html")
def dont_list(*items: str, title: str = "") -> dict[str, Any]:
    """`{% dont_list "…" "…" %}`: what harms."""
    return {"kind": "dont", "items": items, "title": title}


@register.simple_block_tag
def notice(content: str) -> SafeString:
    """A deadline that is near, a rule that has changed."""
    return format_html('<div class="dv-notice">{}</div>', content)


@register.simple_block_tag
def card(content: str) -> SafeString:
    """A quiet box on paper ground."""
    return format_html('<div class="dv-card">{}</div>', content)
