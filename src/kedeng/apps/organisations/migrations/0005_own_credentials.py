import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_LIVE = models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True))


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_grant_notes"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="password_policy",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="user",
            name="password_set_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="recovery_email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AlterField(
            model_name="activationcode",
            name="digest",
            field=models.CharField(max_length=64),
        ),
        migrations.CreateModel(
            name="GuessAllowance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("full_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="MailCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("attempts_left", models.PositiveSmallIntegerField()),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("confirm", "Confirm"), ("recover", "Recover")], max_length=10
                    ),
                ),
                ("address", models.EmailField(max_length=254)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=_LIVE, fields=("user", "purpose"), name="one_live_mail_code"
                    ),
                ],
            },
        ),
    ]
