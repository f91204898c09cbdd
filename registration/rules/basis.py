"""What a new version is measured against: the newest one, and its text, be it of the file or of the database."""

import tomllib

from . import stored
from .models import RuleSetVersion
from .one_version import Content, file_content, taken_out
from .version import RuleSet


def latest() -> RuleSet:
    """The version that begins last, in force or approved for a later day; asked anew."""
    stored.forget()
    return list(stored.known().rules.values())[-1]


def before(version: RuleSetVersion) -> RuleSet:
    """The version that `version` follows: the last approved one that begins earlier (or of all, without a good day)."""
    others = [rules for rules in stored.known().rules.values() if rules.version != version.name]
    earlier = [rules for rules in others if version.valid_from is None or rules.valid_from < version.valid_from]
    return (earlier or others)[-1]


def content_of(name: str) -> Content:
    """The content of that version alone, under its own name."""
    whole = file_content()
    if name in whole["versions"]:
        return taken_out(whole, name, name)
    row = RuleSetVersion.objects.approved().get(name=name)
    return tomllib.loads(row.text)
