"""Nobody is told of what happened before there were messages: history is followed from here on."""

from typing import Any

from django.db import migrations
from django.db.models import Max


def begin_here(apps: Any, schema_editor: Any) -> None:
    del schema_editor
    newest = apps.get_model("history", "HistoryEvent").objects.aggregate(newest=Max("id"))["newest"]
    if newest:
        apps.get_model("inbox", "Horizon").objects.create(event_id=newest)


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial"), ("history", "0002_access_log")]

    operations = [migrations.RunPython(begin_here, migrations.RunPython.noop)]
