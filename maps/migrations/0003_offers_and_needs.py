import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('maps', '0002_places_services_and_the_index'),
        ('members', '0001_initial'),
        ('members', '__first__'),
        ('moderation', '0003_what_waits_to_be_let_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='hidden')),
                ('side', models.CharField(choices=[('offer', 'offer'), ('need', 'need')], default='offer', max_length=8, verbose_name='offer or need')),
                ('kind', models.CharField(choices=[('housing', 'housing advice'), ('language', 'language practice'), ('hobbies', 'hobbies'), ('lifts', 'lifts'), ('tools', 'tools to borrow'), ('childcare', 'childcare swaps'), ('company', 'company at an office'), ('things', 'furniture and things'), ('repairs', 'repairs'), ('other', 'something else')], max_length=12, verbose_name='what it is about')),
                ('provider', models.CharField(choices=[('office', 'public office'), ('ngo', 'association or foundation'), ('employer', 'company'), ('school', 'school'), ('church', 'church'), ('group', 'group'), ('neighbour', 'neighbour')], default='neighbour', max_length=10, verbose_name='who puts it up')),
                ('group_name', models.CharField(blank=True, max_length=80, verbose_name='name of the group')),
                ('signed', models.CharField(choices=[('name', 'my name'), ('neighbour', '“a neighbour”, with the village')], default='neighbour', max_length=10, verbose_name='signed with')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('text', models.TextField(max_length=2000, verbose_name='in your words')),
                ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polski'), ('sk', 'Slovenčina'), ('cs', 'Čeština'), ('hu', 'Magyar'), ('uk', 'Українська')], max_length=8, verbose_name='written in')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages spoken')),
                ('languages_mask', models.PositiveIntegerField(default=0, editable=False)),
                ('village', models.CharField(max_length=80, verbose_name='village')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('reach', models.CharField(choices=[('village', 'this village'), ('near', 'up to 5 km around'), ('commune', 'the whole commune'), ('online', 'online')], default='commune', max_length=8, verbose_name='how far')),
                ('hours', models.JSONField(blank=True, default=list, verbose_name='when')),
                ('hours_note', models.CharField(blank=True, max_length=200, verbose_name='about the time')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('renewed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('held_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
                ('hidden_through', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='maps.organisation')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'offers and needs',
                'abstract': False,
                'indexes': [models.Index(fields=['centre', '-renewed_at', '-id'], name='offers_listed'), models.Index(fields=['author'], name='offers_of_author')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hidden_at__isnull', True), ('hidden_through__isnull', True)), models.Q(('hidden_at__isnull', False), ('hidden_through__isnull', False)), _connector='OR'), name='maps_offer_hidden_through_decision'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='offer_has_a_title'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('renewed_at'))), name='offer_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-85, 85)), ('longitude__range', (-180, 180))), _connector='OR'), name='offer_on_the_map'), models.CheckConstraint(condition=models.Q(('reach', 'online'), ('latitude__isnull', False), _connector='OR'), name='offer_has_an_area')],
            },
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('delivered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('spoken_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('asker_spoke_last', models.BooleanField(default=True, editable=False)),
                ('last_number', models.PositiveIntegerField(default=0, editable=False)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enquiries', to='maps.offer')),
            ],
            options={
                'verbose_name': 'enquiry',
                'verbose_name_plural': 'enquiries',
                'indexes': [models.Index(fields=['asker', '-spoken_at'], name='enquiries_of_asker')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('offer', 'asker'), name='one_open_enquiry_an_offer'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', False), ('closed_by__isnull', True), _connector='OR'), name='enquiry_closed_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='SharedContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='how to reach me')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='maps.enquiry')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'shared contact',
                'verbose_name_plural': 'shared contacts',
                'constraints': [models.UniqueConstraint(fields=('enquiry', 'member'), name='one_contact_a_side'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_contact_says_something')],
            },
        ),
        migrations.CreateModel(
            name='EnquiryMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='hidden')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(max_length=2000, verbose_name='your words')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('held_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('token', models.UUIDField(editable=False)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='maps.enquiry')),
                ('hidden_through', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision')),
            ],
            options={
                'verbose_name': 'private message',
                'verbose_name_plural': 'private messages',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hidden_at__isnull', True), ('hidden_through__isnull', True)), models.Q(('hidden_at__isnull', False), ('hidden_through__isnull', False)), _connector='OR'), name='maps_enquirymessage_hidden_through_decision'), models.UniqueConstraint(fields=('enquiry', 'number'), name='one_enquiry_message_a_number'), models.UniqueConstraint(fields=('author', 'token'), name='one_enquiry_message_a_form')],
            },
        ),
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.centre')),
                ('whom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'member who may not write to me',
                'verbose_name_plural': 'members who may not write to me',
                'constraints': [models.UniqueConstraint(fields=('by', 'whom'), name='muted_once'), models.CheckConstraint(condition=models.Q(('by', models.F('whom')), _negated=True), name='nobody_mutes_themselves')],
            },
        ),
    ]
