"""Put a backup back: checked to its end first, then tables and files, all or nothing."""

import shutil
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.backup.archive import FILES, TABLES, Sums, check, entries, folder_of_files, place_of
from kernel.backup.sealing import DoesNotOpen
from kernel.backup.tables import clear, go_on_counting, load, models_of, sum_of
from kernel.backup.target import restore_into_emptied


def restore(file: Path, *, password: str) -> Sums:
    """Replace the database and the uploaded files by those of the backup."""
    with file.open("rb") as source:
        about, sums = check(source, password=password)
    files = folder_of_files()
    fresh = files.with_name(f"{files.name}.restoring")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)

    def fill(registry: Any) -> None:
        kept = {model._meta.label_lower: model for model in models_of(registry)}
        clear(kept.values())
        with file.open("rb") as source:
            for entry in entries(source, password=password):
                if entry.kind == TABLES:
                    load(kept[entry.name], entry.content)
                elif entry.kind == FILES:
                    place = place_of(fresh, entry.name)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    with place.open("xb") as written:
                        shutil.copyfileobj(entry.content, written)
                    place.chmod(0o600)
        go_on_counting(list(kept.values()))
        _compare(kept, sums)

    restore_into_emptied(about.migrations, fill)
    _swap(fresh, files)
    return sums


def _compare(kept: dict[str, Any], sums: Sums) -> None:
    """The new tables must say what the old ones said, row by row."""
    for label in sums.tables:
        if sum_of(kept[label]) != sums.of_table(label):
            raise DoesNotOpen(
                _("The table %(name)s does not say after the restore what it said before.")
                % {"name": label}
            )


def _swap(fresh: Path, files: Path) -> None:
    """Put the new folder into its place; the old one stays beside it until the next restore."""
    before = files.with_name(f"{files.name}.before-restore")
    shutil.rmtree(before, ignore_errors=True)
    if files.exists():
        files.rename(before)
    fresh.rename(files)
