"""Who handed in what, out of the kept answers: those are forgotten after a month, this stays."""

from django.db import migrations


def _fill(apps, schema_editor):
    kept, handed_in = (apps.get_model("registration_api", name) for name in ("KeptAnswer", "HandedIn"))
    rows = kept.objects.exclude(registration=None).values_list("registration_id", "client_id")
    handed_in.objects.bulk_create(
        (handed_in(registration_id=one, client_id=client) for one, client in rows.iterator()),
        batch_size=1000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("registration_api", "0002_webhooks")]
    operations = [migrations.RunPython(_fill, migrations.RunPython.noop, elidable=True)]
