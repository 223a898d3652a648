import django.db.models.deletion
import siap.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_a_health_clearance_lies_encrypted'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeepApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=siap.core.ids.new_uid, unique=True)),
                ('why', models.CharField(choices=[('conflict', 'pernah berselisih'), ('safety', 'demi keselamatan'), ('family', 'hubungan keluarga'), ('asked', 'permintaan sendiri')], max_length=10)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name='role',
            name='letter',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(('letter', ''), models.Q(('kind', 'unit_head'), ('until_on__isnull', False)), _connector='OR'), name='who_acts_acts_for_a_time'),
        ),
        migrations.AddField(
            model_name='keepapart',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keepapart',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='keepapart',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='keepapart',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='a_pair_has_one_order'),
        ),
        migrations.AddConstraint(
            model_name='keepapart',
            constraint=models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='kept_apart_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='keepapart',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('one', 'other'), name='a_pair_is_kept_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('same_as', None), models.Q(('same_as', models.F('id')), _negated=True), _connector='OR'), name='nobody_is_his_own_twin'),
        ),
    ]
