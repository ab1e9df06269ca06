import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import initiatives.proposals.models.details
import initiatives.proposals.models.extras
import taggit.managers
from django.conf import settings
from django.db import migrations, models

from community.operations.tables import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0001_initial'),
        ('moderation', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Terms',
                    fields=[
                        ('centre', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='proposal_terms', serialize=False, to='members.centre')),
                        ('threshold', models.PositiveIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='supporters needed')),
                        ('days', models.PositiveIntegerField(default=90, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(730)], verbose_name='days to gather them')),
                        ('answer_days', models.PositiveIntegerField(default=30, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(180)], verbose_name="days for the centre's answer")),
                        ('appeal_days', models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(90)], verbose_name='days to appeal against a no')),
                    ],
                    options={
                        'verbose_name': 'terms for initiatives',
                        'verbose_name_plural': 'terms for initiatives',
                    },
                ),
                migrations.CreateModel(
                    name='Area',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('threshold', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='supporters needed')),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='support_areas', to='members.centre')),
                    ],
                    options={
                        'verbose_name': 'area',
                        'verbose_name_plural': 'areas',
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='one_area_a_name')],
                    },
                ),
                migrations.CreateModel(
                    name='Initiative',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='hidden')),
                        ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polski'), ('sk', 'Slovenčina'), ('cs', 'Čeština'), ('hu', 'Magyar'), ('uk', 'Українська')], max_length=8, verbose_name='written in')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'gathering support'), ('formal', 'formal check'), ('merit', 'merit check'), ('admitted', 'admitted'), ('refused', 'refused'), ('appealed', 'appealed'), ('rejected', 'appeal rejected'), ('on_ballot', 'on the ballot'), ('taken_up', 'taken up'), ('selected', 'selected'), ('not_selected', 'not selected'), ('in_delivery', 'in delivery'), ('done', 'done'), ('withdrawn', 'withdrawn'), ('merged', 'merged')], default='draft', max_length=16, verbose_name='state')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('summary', models.CharField(max_length=240, verbose_name='in one sentence')),
                        ('description', models.TextField(blank=True, max_length=20000, verbose_name='description')),
                        ('category', models.CharField(choices=[('public_space', 'public space'), ('roads', 'roads and paths'), ('children', 'children and school'), ('culture', 'culture'), ('sport', 'sport and play'), ('nature', 'nature'), ('seniors', 'older people'), ('safety', 'safety'), ('economy', 'work and trade'), ('integration', 'coming home')], max_length=16, verbose_name='category')),
                        ('place', models.CharField(blank=True, max_length=160, verbose_name='where')),
                        ('latitude', models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)])),
                        ('longitude', models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)])),
                        ('outline', models.JSONField(blank=True, null=True)),
                        ('cost', models.PositiveBigIntegerField(default=0, verbose_name='estimated cost')),
                        ('spent', models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='spent')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('threshold', models.PositiveIntegerField(default=15, verbose_name='supporters needed')),
                        ('support_until', models.DateTimeField(blank=True, null=True, verbose_name='support until')),
                        ('answer_due_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answer due')),
                        ('appeal_until', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='appeal until')),
                        ('support_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='supporters')),
                        ('paper_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='supporters on paper')),
                        ('folded', models.TextField(default='', editable=False)),
                        ('folded_place', models.CharField(default='', editable=False, max_length=200)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='initiatives', to='proposals.area', verbose_name='for which part of the commune')),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='initiatives', to=settings.AUTH_USER_MODEL)),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='members.centre')),
                        ('hidden_through', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision')),
                        ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged_from', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'initiative',
                        'verbose_name_plural': 'initiatives',
                        'abstract': False,
                        'indexes': [models.Index(fields=['centre', '-published_at'], name='initiative_newest'), models.Index(fields=['centre', '-support_count'], name='initiative_most_supported'), models.Index(fields=['centre', 'state'], name='initiative_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hidden_at__isnull', True), ('hidden_through__isnull', True)), models.Q(('hidden_at__isnull', False), ('hidden_through__isnull', False)), _connector='OR'), name='proposals_initiative_hidden_through_decision'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='initiative_whole_point'), models.CheckConstraint(condition=models.Q(('paper_count__lte', models.F('support_count'))), name='paper_is_part_of_support'), models.CheckConstraint(condition=models.Q(('state', 'merged'), ('merged_into__isnull', True), _connector='OR'), name='only_the_merged_lead_elsewhere'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='merged_into_another')],
                    },
                ),
                migrations.CreateModel(
                    name='Helper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.CharField(max_length=300, verbose_name='what I can do or lend')),
                        ('hours', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='hours')),
                        ('contact', models.CharField(max_length=120, verbose_name='how to reach me')),
                        ('offered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpers', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'helper',
                        'verbose_name_plural': 'helpers',
                        'ordering': ['offered_at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('initiative', 'member'), name='one_offer_a_helper')],
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='what it is')),
                        ('file', models.FileField(upload_to=initiatives.proposals.models.extras.document_path)),
                        ('size', models.PositiveIntegerField()),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'document',
                        'verbose_name_plural': 'documents',
                        'ordering': ['added_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CostItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('label', models.CharField(max_length=120, verbose_name='what for')),
                        ('amount', models.PositiveBigIntegerField(verbose_name='amount')),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_items', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'cost item',
                        'verbose_name_plural': 'cost items',
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(fields=('initiative', 'position'), name='one_cost_item_a_line')],
                    },
                ),
                migrations.CreateModel(
                    name='CoAuthor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                        ('digest', models.CharField(blank=True, editable=False, max_length=64)),
                        ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coauthors', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'co-author',
                        'verbose_name_plural': 'co-authors',
                        'constraints': [models.UniqueConstraint(fields=('initiative', 'member'), name='one_place_among_the_authors'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('initiative', 'email'), name='one_mail_invitation'), models.UniqueConstraint(condition=models.Q(('digest', ''), _negated=True), fields=('digest',), name='one_invitation_a_secret'), models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('email', ''), ('member__isnull', False)), models.Q(('accepted_at__isnull', True), ('member__isnull', True), models.Q(('email', ''), _negated=True), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='coauthor_is_a_member_or_asked_by_mail')],
                    },
                ),
                migrations.CreateModel(
                    name='Amendment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='hidden')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('summary', models.CharField(max_length=240, verbose_name='in one sentence')),
                        ('description', models.TextField(blank=True, max_length=20000, verbose_name='description')),
                        ('cost', models.PositiveBigIntegerField(default=0, verbose_name='estimated cost')),
                        ('items', models.JSONField(blank=True, default=list, verbose_name='cost items')),
                        ('base', models.JSONField()),
                        ('note', models.TextField(blank=True, max_length=1000, verbose_name='why')),
                        ('suggested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('is_accepted', models.BooleanField(editable=False, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.centre')),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('hidden_through', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision')),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'amendment',
                        'verbose_name_plural': 'amendments',
                        'ordering': ['-suggested_at', '-pk'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hidden_at__isnull', True), ('hidden_through__isnull', True)), models.Q(('hidden_at__isnull', False), ('hidden_through__isnull', False)), _connector='OR'), name='proposals_amendment_hidden_through_decision'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('is_accepted__isnull', True)), models.Q(('decided_at__isnull', False), ('is_accepted', True)), models.Q(('decided_at__isnull', False), ('is_accepted', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='amendment_decided_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='InitiativeTag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='proposals.initiative')),
                        ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='initiative_tags', to='taggit.tag')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('tag', 'content_object'), name='one_initiative_tag')],
                    },
                ),
                migrations.CreateModel(
                    name='Merger',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(max_length=2000, verbose_name='why they belong together')),
                        ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('merged_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('declined_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('decline_reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                        ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mergers_away', to='proposals.initiative')),
                        ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mergers_here', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'merger',
                        'verbose_name_plural': 'mergers',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('declined_at__isnull', True), ('merged_at__isnull', True)), fields=('source', 'target'), name='one_open_merger_a_pair'), models.UniqueConstraint(condition=models.Q(('merged_at__isnull', False)), fields=('source',), name='merged_into_one_only'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='merger_of_two'), models.CheckConstraint(condition=models.Q(('declined_at__isnull', True), models.Q(('merged_at__isnull', True), models.Q(('decline_reason', ''), _negated=True)), _connector='OR'), name='declined_merger_carries_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='MergerConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('merger', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='proposals.merger')),
                    ],
                    options={
                        'verbose_name': 'consent to a merger',
                        'verbose_name_plural': 'consents to mergers',
                        'constraints': [models.UniqueConstraint(fields=('merger', 'member'), name='one_consent_an_author')],
                    },
                ),
                migrations.CreateModel(
                    name='Milestone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='what will be done')),
                        ('planned_on', models.DateField(verbose_name='planned for')),
                        ('planned_cost', models.PositiveBigIntegerField(default=0, verbose_name='planned cost')),
                        ('spent', models.PositiveBigIntegerField(default=0, verbose_name='spent')),
                        ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'milestone',
                        'verbose_name_plural': 'milestones',
                        'ordering': ['planned_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DeliveryPhoto',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('alt', models.CharField(max_length=200, verbose_name='what it shows')),
                        ('width', models.PositiveIntegerField()),
                        ('height', models.PositiveIntegerField()),
                        ('large_webp', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('large_jpg', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('small_webp', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('small_jpg', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('taken_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delivery_photos', to='proposals.initiative')),
                        ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='proposals.milestone')),
                    ],
                    options={
                        'verbose_name': 'photo of the work',
                        'verbose_name_plural': 'photos of the work',
                        'ordering': ['taken_at', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('milestone__isnull', True)), fields=('initiative',), name='one_closing_photo')],
                    },
                ),
                migrations.CreateModel(
                    name='Picture',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('alt', models.CharField(max_length=200, verbose_name='what it shows')),
                        ('width', models.PositiveIntegerField()),
                        ('height', models.PositiveIntegerField()),
                        ('large_webp', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('large_jpg', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('small_webp', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('small_jpg', models.FileField(upload_to=initiatives.proposals.models.details.picture_path)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'picture',
                        'verbose_name_plural': 'pictures',
                        'ordering': ['position'],
                    },
                ),
                migrations.CreateModel(
                    name='Sheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                        ('lines', models.PositiveSmallIntegerField(default=15, verbose_name='lines')),
                        ('printed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('valid_lines', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='valid lines')),
                        ('invalid_lines', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='invalid lines')),
                        ('invalid_reason', models.CharField(blank=True, max_length=300, verbose_name='why they are invalid')),
                        ('keyed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='proposals.initiative')),
                        ('keyed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('printed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'sheet',
                        'verbose_name_plural': 'sheets',
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('initiative', 'number'), name='one_sheet_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('invalid_lines__isnull', True), ('keyed_at__isnull', True), ('valid_lines__isnull', True)), models.Q(('invalid_lines__isnull', False), ('keyed_at__isnull', False), ('valid_lines__isnull', False)), _connector='OR'), name='keyed_sheet_has_its_numbers'), models.CheckConstraint(condition=models.Q(('valid_lines__isnull', True), ('valid_lines__lte', django.db.models.expressions.CombinedExpression(models.F('lines'), '-', models.F('invalid_lines'))), _connector='OR'), name='no_more_signatures_than_lines'), models.CheckConstraint(condition=models.Q(('invalid_lines__isnull', True), ('invalid_lines', 0), models.Q(('invalid_reason', ''), _negated=True), _connector='OR'), name='invalid_lines_carry_a_reason'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('keyed_at__isnull', False), _connector='OR'), name='confirmed_sheet_was_keyed'), models.CheckConstraint(condition=models.Q(('keyed_by', models.F('confirmed_by')), _negated=True), name='confirmed_by_a_second_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Slip',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('before', models.DateField()),
                        ('after', models.DateField()),
                        ('reason', models.CharField(max_length=300, verbose_name='why later')),
                        ('slipped_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='proposals.milestone')),
                        ('slipped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'change of date',
                        'verbose_name_plural': 'changes of dates',
                        'ordering': ['slipped_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='slip_carries_a_reason'), models.CheckConstraint(condition=models.Q(('after__gt', models.F('before'))), name='slip_is_to_later')],
                    },
                ),
                migrations.CreateModel(
                    name='StateChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verb', models.CharField(max_length=24)),
                        ('before', models.CharField(choices=[('draft', 'draft'), ('published', 'gathering support'), ('formal', 'formal check'), ('merit', 'merit check'), ('admitted', 'admitted'), ('refused', 'refused'), ('appealed', 'appealed'), ('rejected', 'appeal rejected'), ('on_ballot', 'on the ballot'), ('taken_up', 'taken up'), ('selected', 'selected'), ('not_selected', 'not selected'), ('in_delivery', 'in delivery'), ('done', 'done'), ('withdrawn', 'withdrawn'), ('merged', 'merged')], max_length=16)),
                        ('after', models.CharField(choices=[('draft', 'draft'), ('published', 'gathering support'), ('formal', 'formal check'), ('merit', 'merit check'), ('admitted', 'admitted'), ('refused', 'refused'), ('appealed', 'appealed'), ('rejected', 'appeal rejected'), ('on_ballot', 'on the ballot'), ('taken_up', 'taken up'), ('selected', 'selected'), ('not_selected', 'not selected'), ('in_delivery', 'in delivery'), ('done', 'done'), ('withdrawn', 'withdrawn'), ('merged', 'merged')], max_length=16)),
                        ('reason', models.TextField(blank=True, max_length=4000, verbose_name='reason')),
                        ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='proposals.initiative')),
                    ],
                    options={
                        'verbose_name': 'change of state',
                        'verbose_name_plural': 'changes of state',
                        'ordering': ['changed_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('after__in', ['refused', 'rejected', 'withdrawn']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_no_carries_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Support',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('shows_name', models.BooleanField(default=False, verbose_name='show my name')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='proposals.initiative')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'support',
                        'verbose_name_plural': 'supports',
                        'constraints': [models.UniqueConstraint(fields=('initiative', 'member'), name='one_support_a_member')],
                    },
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('summary', models.CharField(max_length=240, verbose_name='in one sentence')),
                        ('description', models.TextField(blank=True, max_length=20000, verbose_name='description')),
                        ('cost', models.PositiveBigIntegerField(default=0, verbose_name='estimated cost')),
                        ('items', models.JSONField(blank=True, default=list, verbose_name='cost items')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('amendment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='version', to='proposals.amendment')),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='proposals.initiative')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'version',
                        'verbose_name_plural': 'versions',
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('initiative', 'number'), name='one_version_a_number')],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='initiative',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='proposals.InitiativeTag', to='taggit.Tag', verbose_name='tags'),
        ),
    ]
