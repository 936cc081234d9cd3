"""Of which files a package is bound; one of which that is not known is bound again."""

from typing import Any

from django.db import migrations, models


def bind_again(apps: Any, _editor: Any) -> None:
    made = apps.get_model("insight", "Package").objects.exclude(made_at=None)
    apps.get_model("insight", "Volume").objects.filter(package__in=made).delete()
    made.update(made_at=None, tries=0, leased_until=None)


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_packages")]

    operations = [
        migrations.AddField(
            model_name="package", name="bound", field=models.JSONField(default=list)
        ),
        migrations.RunPython(bind_again, migrations.RunPython.noop),
    ]
