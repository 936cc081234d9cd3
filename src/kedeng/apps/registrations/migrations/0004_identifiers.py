from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from kedeng.domain.identifiers import IdentifierKind, key_of

PLACES = {
    "projects": (IdentifierKind.PROJECT, "project_number"),
    "ip_rights": (IdentifierKind.RIGHT, "ip_number"),
}


def read_what_is_there(apps: Any, schema_editor: Any) -> None:
    """Find the numbers in the answers that were saved before there was a table for them."""
    del schema_editor
    sections = apps.get_model("registrations", "DraftSection").objects
    entries = apps.get_model("registrations", "IdentifierEntry").objects
    for row in sections.filter(section__in=PLACES).iterator():
        kind, field = PLACES[row.section]
        typed = [each.get(field) for each in row.content or () if isinstance(each, dict)]
        keys = {key_of(kind, text) for text in typed if isinstance(text, str)} - {""}
        for key in sorted(keys):
            entries.create(registration_id=row.registration_id, kind=kind.value, folded=key)


class Migration(migrations.Migration):
    dependencies = [
        ("registrations", "0003_warnings_of_a_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentifierEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("project", "project"), ("right", "right")], max_length=10
                    ),
                ),
                ("folded", models.CharField(max_length=80)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="registrations.registration",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "folded"], name="identifier_by_number")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "kind", "folded"), name="identifier_once"
                    )
                ],
            },
        ),
        migrations.RunPython(read_what_is_there, migrations.RunPython.noop),
    ]
