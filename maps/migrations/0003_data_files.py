import django.db.models.deletion
import django.utils.timezone
import maps.models.exchange
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('maps', '0002_places_services_and_the_index'),
        ('members', '0001_initial'),
        ('members', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('csv', 'CSV'), ('geojson', 'GeoJSON'), ('hsds', 'HSDS 3, JSON'), ('package', 'HSDS 3, tables in a zip')], max_length=8)),
                ('file', models.FileField(upload_to=maps.models.exchange.guarded_path)),
                ('size', models.PositiveIntegerField()),
                ('places', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(max_length=64)),
                ('mark', models.CharField(max_length=80)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
            ],
            options={
                'verbose_name': 'data file',
                'verbose_name_plural': 'data files',
                'constraints': [models.UniqueConstraint(fields=('centre', 'kind'), name='one_data_file_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('csv', 'CSV'), ('geojson', 'GeoJSON'), ('hsds', 'HSDS 3, JSON'), ('package', 'HSDS 3, tables in a zip')], max_length=8)),
                ('file', models.FileField(upload_to=maps.models.exchange.guarded_path)),
                ('size', models.PositiveIntegerField()),
                ('reading', models.JSONField(default=dict)),
                ('report', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('uploaded', 'to be checked'), ('checking', 'being checked'), ('checked', 'checked'), ('running', 'being taken over'), ('done', 'taken over'), ('failed', 'cannot be read')], default='uploaded', max_length=8)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of places',
                'verbose_name_plural': 'imports of places',
                'indexes': [models.Index(fields=['centre', '-made_at', '-id'], name='imports_by_day')],
            },
        ),
    ]
