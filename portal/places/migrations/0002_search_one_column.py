"""The search reads one ready column instead of joining two for every row; `load_places` fills it anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        migrations.RenameField("placename", "context", "searched"),
        migrations.AlterField("placename", "searched", models.CharField(max_length=520)),
    ]
