"""The database itself refuses to change or remove a line of the journal.

SQLite refuses changes only: there the tests empty tables row by row, and whoever can delete from
the file can delete the file. Whoever must remove old lines one day disables the trigger as the
owner of the table, in a migration or a command that says so.
"""

from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION journal_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the journal is only added to';
    END $$
    """,
    """
    CREATE TRIGGER journal_is_only_added_to BEFORE UPDATE OR DELETE ON kernel_journalentry
    FOR EACH ROW EXECUTE FUNCTION journal_is_only_added_to()
    """,
]
SQLITE = [
    """
    CREATE TRIGGER journal_is_only_added_to BEFORE UPDATE ON kernel_journalentry
    BEGIN
        SELECT RAISE(ABORT, 'the journal is only added to');
    END
    """,
]


def guard(apps, schema_editor):
    by_vendor = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION journal_is_only_added_to CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER journal_is_only_added_to")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_journal_finds_the_last_deed")]

    operations = [migrations.RunPython(guard, unguard)]
