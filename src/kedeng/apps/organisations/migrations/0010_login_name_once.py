"""A login name is one whatever its capitals; what was told apart by them must be renamed first."""

from collections import defaultdict
from typing import Any

import django.db.models.functions.text
from django.db import migrations, models


def refuse_twins(apps: Any, schema_editor: Any) -> None:
    """Name the accounts whose login names differ in capitals alone: a person has to choose."""
    spellings = defaultdict(list)
    users = apps.get_model("organisations", "User").objects.using(schema_editor.connection.alias)
    for username in users.order_by("pk").values_list("username", flat=True):
        spellings[username.lower()].append(username)
    twins = [names for names in spellings.values() if len(names) > 1]
    if twins:
        told = "; ".join(" = ".join(names) for names in twins)
        raise ValueError(f"rename these accounts first, they differ in capitals alone: {told}")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0009_roster_logins")]

    operations = [
        migrations.RunPython(refuse_twins, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("username"), name="login_name_once"
            ),
        ),
    ]
