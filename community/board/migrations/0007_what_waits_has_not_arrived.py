from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("board", "0006_number_what_has_arrived")]

    operations = [
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('topic', 'arrival'), name='one_post_an_arrival'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('arrival__isnull', False), ('held_at__isnull', True)), models.Q(('arrival__isnull', True), ('held_at__isnull', False)), _connector='OR'), name='what_waits_has_not_arrived'),
        ),
    ]
