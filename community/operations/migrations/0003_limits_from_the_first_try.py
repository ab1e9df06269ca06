from typing import Any

from django.db import migrations, models


def forget_limits(apps: Any, _editor: Any) -> None:
    """Of one key several windows may be kept; whoever tried a moment ago may try again."""
    apps.get_model("operations", "Allowance").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("operations", "0002_a_calendar_goes_along")]

    operations = [
        migrations.RunPython(forget_limits, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="allowance", name="one_allowance_a_window"),
        migrations.RemoveField(model_name="allowance", name="window"),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.UniqueConstraint(fields=("action", "key"), name="one_allowance_a_key"),
        ),
    ]
