import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["tally"]:  # counts a file: whatever is wrong with the database is none of its business
        os.environ.pop("DATABASE_URL", None)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
