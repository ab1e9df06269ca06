from django.db import migrations
from django.db.models import F, Max


def number_arrivals(apps, schema_editor):
    """Until now posts arrived as they are numbered, and what waits was counted already: that is taken back."""
    Topic, Post = apps.get_model("board", "Topic"), apps.get_model("board", "Post")
    Post.objects.filter(held_at__isnull=True).update(arrival=F("number"))
    Topic.objects.update(last_arrival=F("last_number"))
    waiting = Post.objects.filter(held_at__isnull=False)
    for topic in Topic.objects.filter(pk__in=waiting.values("topic")).iterator():
        arrived = Post.objects.filter(topic=topic, held_at__isnull=True)
        topic.post_count = arrived.filter(removed_at__isnull=True).count()
        topic.last_post_at = arrived.aggregate(last=Max("written_at"))["last"] or topic.opened_at
        topic.save(update_fields=["post_count", "last_post_at"])
    for above in Post.objects.filter(pk__in=waiting.values("parent")).iterator():
        above.reply_count = Post.objects.filter(parent=above, held_at__isnull=True).count()
        above.save(update_fields=["reply_count"])


class Migration(migrations.Migration):
    dependencies = [("board", "0005_in_which_order_posts_arrive")]

    operations = [migrations.RunPython(number_arrivals, migrations.RunPython.noop)]
