"""Rules of the house that a machine can read from the code."""

import ast

from tests.conventions.sources import (
    ROOT,
    calls_in,
    modules_named,
    place_of,
    python_files,
    tree_of,
)

WRITES = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
    "save", "delete", "update",
}  # fmt: skip


def written_through(call):
    """Tell the attribute chain of a call that writes through the ORM, else an empty string."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return ""
    chain = ast.unparse(call.func)
    through_manager = ".objects" in chain or "_base_manager" in chain
    return chain if through_manager or call.func.attr in {"save", "delete"} else ""


def test_views_forms_models_and_tasks_do_not_write():
    found = [
        f"{place_of(file, call)} {chain}"
        for file in modules_named("views", "forms", "models", "tasks", "rules", "queries")
        for call in calls_in(file)
        if (chain := written_through(call))
    ]

    assert found == []


def test_a_state_is_assigned_only_by_the_mover():
    found = [
        place_of(file, node)
        for file in python_files()
        if file != ROOT / "kernel" / "lifecycle.py"
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Assign)
        and any(
            isinstance(target, ast.Attribute) and target.attr == "state" for target in node.targets
        )
    ]

    assert found == []


def test_there_are_no_signals():
    found = [
        place_of(file, node)
        for file in python_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ImportFrom)
        and node.module in {"django.dispatch", "django.db.models.signals"}
    ]

    assert found == []


def test_no_model_orders_itself():
    found = [
        place_of(file, node)
        for file in modules_named("models")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "ordering" for target in node.targets)
    ]

    assert found == []


def test_migrations_are_named_by_a_person():
    found = [
        str(file.relative_to(ROOT))
        for file in ROOT.glob("*/migrations/0*.py")
        if "_auto_" in file.stem or file.stem.endswith("_and_more")
    ]

    assert found == []


def test_tasks_hold_no_logic():
    found = [
        place_of(file, node)
        for file in modules_named("tasks")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef) and len(node.body) > 5
    ]

    assert found == []


def test_nothing_is_left_for_later():
    words = ("TODO", "FIX" + "ME")
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in python_files()
        for word in words
        if word in file.read_text()
    ]

    assert found == []


def test_kernel_knows_no_noun_of_the_programme():
    nouns = ("mentee", "mentor", "pupil", "roadmap", "consent", "curator")
    found = [
        f"{place_of(file, node)} {name}"
        for file in python_files()
        if (ROOT / "kernel") in file.parents
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        for name in [node.name.lower()]
        if any(noun in name for noun in nouns)
    ]

    assert found == []


def test_every_room_has_a_first_sentence_in_each_module():
    found = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if not ast.get_docstring(tree_of(file))
    ]

    assert found == []
