from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0006_a_selection_that_explains_itself'),
    ]

    operations = [
        migrations.AlterField(
            model_name='agreementpaper',
            name='kind',
            field=models.CharField(choices=[('signed', 'Naskah perjanjian'), ('annex', 'Lampiran'), ('amendment', 'Adendum atau perpanjangan'), ('letter', 'Surat'), ('ruling', 'Ketetapan PNBP tentang bagian modal')], max_length=10),
        ),
    ]
