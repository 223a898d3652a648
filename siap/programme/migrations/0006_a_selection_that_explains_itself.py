"""Vacancies, weights, appeals and changes; a note about somebody lies encrypted."""

from datetime import date

import django.db.models.deletion
import siap.core.fields
import siap.core.ids
from django.conf import settings
from django.db import migrations, models

from siap.core.fields import encrypt_column


FIRST = date(2025, 11, 6)
BASIS = "Bawaan program; Kanwil menetapkan bobotnya sendiri"
NUMBERS = {
    "selection:need": "30", "selection:ability": "20", "selection:time": "20", "selection:health": "15",
    "selection:conduct": "15", "selection:least-days": "180", "selection-appeal-days": "14",
}  # fmt: skip


def enter_weights(apps, schema_editor):
    """What the selection weighs until the office says otherwise, in whatever database is being migrated."""
    rates = apps.get_model("core", "Rate").objects.using(schema_editor.connection.alias)
    for key, value in NUMBERS.items():
        rates.get_or_create(key=key, valid_from=FIRST, defaults={"value": value, "basis": BASIS})


def encrypt_notes(apps, schema_editor):
    """What was noted of somebody's health and ways, in whatever database is being migrated."""
    encrypt_column(schema_editor.connection, "programme_assessment", "note")


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_chain_head'),
        ('people', '0007_acting_heads_and_who_is_kept_apart'),
        ('programme', '0005_agreements_are_kept_up'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=siap.core.ids.new_uid, unique=True)),
                ('raised_on', models.DateField()),
                ('words', siap.core.fields.EncryptedTextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('upheld', models.BooleanField(null=True)),
                ('answer', siap.core.fields.EncryptedTextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=siap.core.ids.new_uid, unique=True)),
                ('kind', models.CharField(choices=[('transfer', 'Pindah dari UPT lain'), ('sentence', 'Tanggal pidananya berubah'), ('convicted', 'Sudah diputus bersalah'), ('health', 'Kesehatannya berubah'), ('discipline', 'Ada masalah disiplin')], max_length=10)),
                ('on', models.DateField()),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('deed', models.CharField(blank=True, choices=[('kept', 'Tetap seperti semula'), ('ended', 'Keikutsertaannya diakhiri'), ('proposed', 'Diusulkan di UPT ini')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=siap.core.ids.new_uid, unique=True)),
                ('kind', models.CharField(choices=[('group', 'Kelompok usaha'), ('class', 'Kelas')], max_length=5)),
                ('title', models.CharField(max_length=80)),
                ('seats', models.PositiveSmallIntegerField()),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name='assessment',
            name='ability',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='conduct',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='need',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='participation',
            name='ended_by',
            field=models.CharField(blank=True, choices=[('finished', 'Selesai menurut rencana'), ('will', 'Berhenti atas kemauan sendiri'), ('transfer', 'Pindah ke UPT lain'), ('release', 'Bebas'), ('death', 'Meninggal'), ('health', 'Kesehatan'), ('discipline', 'Pelanggaran disiplin'), ('elsewhere', 'Ikut kegiatan lain'), ('mistake', 'Salah dicatat'), ('other', 'Lain')], max_length=10),
        ),
        migrations.AddField(
            model_name='participation',
            name='score',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='participation',
            name='weights_of',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='note',
            field=siap.core.fields.EncryptedTextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('need', None), ('need__lte', 3), _connector='OR'), models.Q(('ability', None), ('ability__lte', 3), _connector='OR'), models.Q(('conduct', None), ('conduct__lte', 3), _connector='OR')), name='grades_within_their_scale'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='participation',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='programme.participation'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='raised_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='change',
            name='participation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='programme.participation'),
        ),
        migrations.AddField(
            model_name='change',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='change',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='people.unit'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='people.unit'),
        ),
        migrations.AddField(
            model_name='participation',
            name='vacancy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='programme.vacancy'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('score', None), ('score__lte', 100), _connector='OR'), name='a_score_is_of_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_by', None), ('answered_on', None), ('upheld', None)), models.Q(('answered_by__isnull', False), ('answered_on__isnull', False), ('upheld__isnull', False)), _connector='OR'), name='an_answer_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(condition=models.Q(('settled_on', None)), fields=('participation', 'unit', 'kind'), name='a_change_asks_once'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deed', ''), ('settled_on', None)), models.Q(('settled_on__isnull', False), models.Q(('deed', ''), _negated=True)), _connector='OR'), name='settled_by_a_deed'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gt', 0)), name='a_vacancy_has_a_place'),
        ),
        migrations.RunPython(enter_weights, migrations.RunPython.noop),
        migrations.RunPython(encrypt_notes, migrations.RunPython.noop),
    ]
