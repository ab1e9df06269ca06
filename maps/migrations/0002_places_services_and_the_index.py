import community.interface.models
import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('maps', '0001_initial'),
        ('members', '0001_initial'),
        ('members', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('summary', models.CharField(blank=True, max_length=600, verbose_name='what one finds there')),
                ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polski'), ('sk', 'Slovenčina'), ('cs', 'Čeština'), ('hu', 'Magyar'), ('uk', 'Українська')], max_length=8, verbose_name='written in')),
                ('translations', models.JSONField(blank=True, default=dict, verbose_name='in other languages')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('office', 'public office'), ('ngo', 'association or foundation'), ('employer', 'company'), ('school', 'school'), ('church', 'church'), ('group', 'group'), ('neighbour', 'neighbour')], default='office', max_length=10, verbose_name='kind')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='members.centre')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('centre', 'uid'), name='one_organisation_a_uid'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('summary', models.CharField(blank=True, max_length=600, verbose_name='what one finds there')),
                ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polski'), ('sk', 'Slovenčina'), ('cs', 'Čeština'), ('hu', 'Magyar'), ('uk', 'Українська')], max_length=8, verbose_name='written in')),
                ('translations', models.JSONField(blank=True, default=dict, verbose_name='in other languages')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('category', models.CharField(choices=[('Office and papers', [('office.registry', 'registry and residence'), ('office.social', 'social help'), ('office.taxes', 'taxes and fees'), ('office.work', 'employment office'), ('office.advice', 'legal and civic advice'), ('office.safety', 'safety and order')]), ('Learning', [('learning.language', 'language courses'), ('learning.course', 'courses and workshops'), ('learning.school', 'school'), ('learning.kindergarten', 'kindergarten'), ('learning.library', 'library')]), ('Health', [('health.doctor', 'doctor'), ('health.pharmacy', 'pharmacy'), ('health.mind', 'mental health'), ('health.care', 'care at home')]), ('Family', [('family.childcare', 'childcare'), ('family.youth', 'young people'), ('family.seniors', 'older people'), ('family.disability', 'living with a disability')]), ('Work', [('work.jobs', 'jobs'), ('work.business', 'starting a business'), ('work.space', 'a place to work')]), ('Home', [('home.housing', 'housing'), ('home.repair', 'repairs and tools'), ('home.waste', 'waste'), ('home.utilities', 'water, power, heating')]), ('Help', [('help.returnees', 'coming home'), ('help.crisis', 'help in a crisis'), ('help.food', 'food for those in need'), ('help.clothes', 'clothes and furniture')]), ('Every day', [('daily.shop', 'shop'), ('daily.food', 'food and drink'), ('daily.post', 'post office'), ('daily.bank', 'bank and cash')]), ('Free time', [('free.culture', 'culture'), ('free.sport', 'sport'), ('free.nature', 'nature'), ('free.club', 'clubs and groups')]), ('Getting around', [('way.bus', 'bus and train'), ('way.lift', 'shared rides'), ('way.parking', 'parking and bicycles')]), ('Faith', [('faith.church', 'church and prayer'), ('faith.burial', 'cemetery')])], max_length=30, verbose_name='category')),
                ('tags', models.JSONField(blank=True, default=list, verbose_name='tags')),
                ('latitude', models.FloatField(validators=[django.core.validators.MinValueValidator(-85), django.core.validators.MaxValueValidator(85)], verbose_name='latitude')),
                ('longitude', models.FloatField(validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('village', models.CharField(blank=True, max_length=80, verbose_name='village or town')),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('hours', models.CharField(blank=True, max_length=255, verbose_name='opening hours')),
                ('hours_note', models.CharField(blank=True, max_length=200, verbose_name='about the hours')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('step_free', models.CharField(choices=[('yes', 'step-free'), ('partly', 'partly step-free'), ('no', 'steps in the way'), ('unknown', 'not known')], default='unknown', max_length=8, verbose_name='without steps')),
                ('access_note', models.CharField(blank=True, max_length=300, verbose_name='about getting in')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages spoken there')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('confirmed_on', models.DateField(default=datetime.date.today, verbose_name='last confirmed on')),
                ('reminded_on', models.DateField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='members.centre')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='places', to='maps.organisation')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'indexes': [models.Index(fields=['centre', 'name', 'id'], name='places_by_name'), models.Index(models.F('confirmed_on'), condition=models.Q(('withdrawn_at__isnull', True)), name='places_by_confirmation')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'uid'), name='one_place_a_uid'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='place_has_a_name'), models.CheckConstraint(condition=models.Q(('latitude__range', (-85, 85)), ('longitude__range', (-180, 180))), name='place_on_the_map')],
            },
        ),
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('linked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('linked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keepers', to='maps.organisation')),
            ],
            options={
                'verbose_name': 'keeper of an organisation',
                'verbose_name_plural': 'keepers of organisations',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'member'), name='keeper_once')],
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='trace', serialize=False, to='maps.place')),
                ('stamp', models.PositiveBigIntegerField()),
                ('column', models.PositiveIntegerField()),
                ('row', models.PositiveIntegerField()),
                ('facets', models.JSONField(default=list)),
                ('folded', models.TextField(default='')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
            ],
            options={
                'verbose_name': 'index of a place',
                'verbose_name_plural': 'indexes of places',
                'indexes': [models.Index(fields=['centre', 'stamp'], name='traces_by_stamp')],
            },
        ),
        migrations.CreateModel(
            name='PlacePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alt', models.CharField(max_length=200, verbose_name='what it shows')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('large_webp', models.FileField(upload_to=community.interface.models.picture_path)),
                ('large_jpg', models.FileField(upload_to=community.interface.models.picture_path)),
                ('small_webp', models.FileField(upload_to=community.interface.models.picture_path)),
                ('small_jpg', models.FileField(upload_to=community.interface.models.picture_path)),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='photo', to='maps.place')),
            ],
            options={
                'verbose_name': 'photo of a place',
                'verbose_name_plural': 'photos of places',
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('summary', models.CharField(blank=True, max_length=600, verbose_name='what one finds there')),
                ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polski'), ('sk', 'Slovenčina'), ('cs', 'Čeština'), ('hu', 'Magyar'), ('uk', 'Українська')], max_length=8, verbose_name='written in')),
                ('translations', models.JSONField(blank=True, default=dict, verbose_name='in other languages')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('category', models.CharField(choices=[('Office and papers', [('office.registry', 'registry and residence'), ('office.social', 'social help'), ('office.taxes', 'taxes and fees'), ('office.work', 'employment office'), ('office.advice', 'legal and civic advice'), ('office.safety', 'safety and order')]), ('Learning', [('learning.language', 'language courses'), ('learning.course', 'courses and workshops'), ('learning.school', 'school'), ('learning.kindergarten', 'kindergarten'), ('learning.library', 'library')]), ('Health', [('health.doctor', 'doctor'), ('health.pharmacy', 'pharmacy'), ('health.mind', 'mental health'), ('health.care', 'care at home')]), ('Family', [('family.childcare', 'childcare'), ('family.youth', 'young people'), ('family.seniors', 'older people'), ('family.disability', 'living with a disability')]), ('Work', [('work.jobs', 'jobs'), ('work.business', 'starting a business'), ('work.space', 'a place to work')]), ('Home', [('home.housing', 'housing'), ('home.repair', 'repairs and tools'), ('home.waste', 'waste'), ('home.utilities', 'water, power, heating')]), ('Help', [('help.returnees', 'coming home'), ('help.crisis', 'help in a crisis'), ('help.food', 'food for those in need'), ('help.clothes', 'clothes and furniture')]), ('Every day', [('daily.shop', 'shop'), ('daily.food', 'food and drink'), ('daily.post', 'post office'), ('daily.bank', 'bank and cash')]), ('Free time', [('free.culture', 'culture'), ('free.sport', 'sport'), ('free.nature', 'nature'), ('free.club', 'clubs and groups')]), ('Getting around', [('way.bus', 'bus and train'), ('way.lift', 'shared rides'), ('way.parking', 'parking and bicycles')]), ('Faith', [('faith.church', 'church and prayer'), ('faith.burial', 'cemetery')])], max_length=30, verbose_name='category')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='given in')),
                ('hours', models.CharField(blank=True, max_length=255, verbose_name='opening hours')),
                ('hours_note', models.CharField(blank=True, max_length=200, verbose_name='about the hours')),
                ('is_free', models.BooleanField(default=False, verbose_name='free of charge')),
                ('fee', models.CharField(blank=True, max_length=200, verbose_name='what it costs')),
                ('eligibility', models.CharField(blank=True, max_length=300, verbose_name='for whom')),
                ('documents', models.CharField(blank=True, max_length=300, verbose_name='what to bring')),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='how to get it')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='maps.place')),
            ],
            options={
                'verbose_name': 'service',
                'verbose_name_plural': 'services',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('place', 'uid'), name='one_service_a_uid'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='service_has_a_name'), models.CheckConstraint(condition=models.Q(('is_free', False), ('fee', ''), _connector='OR'), name='what_is_free_has_no_fee')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('stamp', models.PositiveBigIntegerField(default=0)),
                ('monday', models.DateField(blank=True, null=True)),
                ('centre', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sheet', to='members.centre')),
            ],
            options={
                'verbose_name': 'map index',
                'verbose_name_plural': 'map indexes',
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed', models.JSONField(default=dict)),
                ('note', models.CharField(blank=True, max_length=600, verbose_name='why, or how you know')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('taken', 'taken over'), ('partly', 'partly taken over'), ('refused', 'not taken over')], max_length=8)),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='a word to whoever suggested it')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='maps.place')),
            ],
            options={
                'verbose_name': 'suggestion for the map',
                'verbose_name_plural': 'suggestions for the map',
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['centre', 'made_at'], name='suggestions_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('outcome', '')), models.Q(('decided_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='suggestion_decided_with_outcome')],
            },
        ),
    ]
