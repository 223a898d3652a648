import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siap.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("business", "0002_pieces_and_conduct"),
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("visit", "agenda", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("visit", "planned_on", models.DateField(blank=True, null=True)),
        migrations.AlterField("visit", "visited_on", models.DateField(blank=True, null=True)),
        migrations.AlterField("visit", "found", models.TextField(blank=True)),
        migrations.AddField(
            "visit",
            "photo",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.document",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("planned_on__isnull", False), ("visited_on__isnull", False), _connector="OR"),
                name="a_visit_has_a_day",
            ),
        ),
        migrations.CreateModel(
            name="VisitAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=siap.core.ids.new_uid, unique=True)),
                ("what", models.CharField(max_length=300)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("bridge", "Petugas penghubung"),
                            ("mentor", "Pendamping koperasi"),
                            ("group", "Kelompok itu sendiri"),
                            ("unit", "Kepala UPT"),
                        ],
                        max_length=8,
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="business.visit"
                    ),
                ),
            ],
            options={"ordering": ["due_on", "pk"]},
        ),
    ]
