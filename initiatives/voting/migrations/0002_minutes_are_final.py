"""The database itself refuses what would change a meeting after its minutes were adopted.

On SQLite a later migration that rebuilds one of these tables (AlterField, RemoveField) takes its triggers along with the
old table: run `guard` again at its end. tests/voting/meetings/test_minutes_are_final.py fails where that was forgotten.
"""

from django.db import migrations

# table: (where its meeting is, what may not change, whether rows may still come)
GUARDED = {
    "voting_meeting": (
        "NEW.id",
        "title, area, place, first_term_at, second_term_at, entitled, quorum_parts, quorum_of, agenda, currency, fund, "
        "budget_year, legal_basis, office, deadline_on, announced_at, called_off_at, called_off_because, centre_id",
        True,
    ),
    "voting_attendance": ("NEW.meeting_id", "meeting_id, number, term, present, entitled, quorum, reason", False),
    "voting_attendee": ("NEW.meeting_id", "meeting_id, name, member_id", False),
    "voting_motion": (
        "NEW.meeting_id",
        "meeting_id, initiative_id, number, title, text, cost, reasons, proposed_by",
        False,
    ),
    "voting_hands": (
        "(SELECT meeting_id FROM voting_motion WHERE id = NEW.motion_id)",
        "motion_id, number, in_favour, against, abstained, present, reason",
        False,
    ),
    "voting_minutes": ("NEW.meeting_id", "meeting_id, chair_name, clerk_name, record, seal", True),
}
REFUSAL = "the minutes of this meeting are adopted"


def statements(vendor):
    """One statement a trigger; PostgreSQL tells the row's meeting by a function for each table."""
    for table, (meeting, columns, rows_may_come) in GUARDED.items():
        events = {"changed": f"UPDATE OF {columns}"} | ({} if rows_may_come else {"added": "INSERT"})
        for name, event in events.items():
            minuted = f"EXISTS (SELECT 1 FROM voting_minutes WHERE meeting_id = {meeting})"
            if vendor == "sqlite":
                yield (
                    f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN {minuted} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
            else:
                yield (
                    f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    f"IF {minuted} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation'; END IF; "
                    f"RETURN NEW; END $$"
                )
                yield (
                    f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW "
                    f"EXECUTE FUNCTION {table}_{name}()"
                )


def guard(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for table, (_meeting, _columns, rows_may_come) in GUARDED.items():
        for name in ["changed"] if rows_may_come else ["changed", "added"]:
            if schema_editor.connection.vendor == "sqlite":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
            else:
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_{name} CASCADE")


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
