"""Give the registrations that are there the keyed words of their names; in batches, and harmless when run again.

The words are made here as `lookups.name_words` makes them today: a migration must not change when that function does.
"""

import re
from typing import Any

from django.db import migrations

from portal.privacy.index import blind_index
from portal.ui.vietnamese import fold

BATCH = 500


def _words(answers: dict[str, Any]) -> list[int]:
    names = (str(answers.get("full_name") or ""), str(answers.get("other_name") or ""))
    words = sorted({word for name in names for word in re.findall(r"\w+", fold(name))})[:20]
    return [
        int.from_bytes(bytes.fromhex(blind_index(word, "registration.name_word")[:16]), signed=True) for word in words
    ]


def fill(apps: Any, schema_editor: Any) -> None:
    registrations = apps.get_model("casework", "Registration").objects
    batch = []
    for registration in registrations.filter(name_words=[], erased_at=None).only("answers").iterator(chunk_size=BATCH):
        registration.name_words = _words(registration.answers)
        batch.append(registration)
        if len(batch) == BATCH:
            registrations.bulk_update(batch, ["name_words"])
            batch = []
    registrations.bulk_update(batch, ["name_words"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_answers_by_part")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
