"""The roadmap templates that the product ships: files in our own words, with their sources."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "templates"
# As the page offers them.
ORDER = ("school", "teachers", "college", "municipality", "region")


@dataclass(frozen=True)
class ShippedTemplate:
    """A plan to begin with: stages and activities with yearly deadlines."""

    code: str
    title: str
    about: str
    source: str
    kinds: tuple[str, ...]
    layout: str
    stages: tuple[dict[str, Any], ...]

    @property
    def activity_count(self) -> int:
        """How many activities it has."""
        return sum(len(stage["activities"]) for stage in self.stages)

    def content(self) -> dict[str, Any]:
        """Write it down as the preview of a draft needs it."""
        return {
            "title": self.title,
            "layout": self.layout,
            "problems": [],
            "stages": [
                {
                    "number": stage["number"],
                    "title": stage["title"],
                    "goal": stage.get("goal", ""),
                    "result": stage.get("result", ""),
                    "code": stage.get("code", ""),
                    "activities": [
                        {
                            "number": f"{stage['number']}.{place}",
                            "heading": activity.get("heading", ""),
                            "title": activity["title"],
                            "deadline": activity["deadline"],
                            "responsible": activity["responsible"],
                            "result": activity.get("result", ""),
                            "proof": activity.get("proof", ""),
                            "is_wanted": True,
                        }
                        for place, activity in enumerate(stage["activities"], start=1)
                    ],
                }
                for stage in self.stages
            ],
        }


@cache
def shipped() -> dict[str, ShippedTemplate]:
    """Every template by its code."""
    return {code: _read(FOLDER / f"{code}.json") for code in ORDER}


def fitting(kind: str) -> list[ShippedTemplate]:
    """The templates for a kind of organization."""
    return [template for template in shipped().values() if kind in template.kinds]


def _read(path: Path) -> ShippedTemplate:
    said = json.loads(path.read_text(encoding="utf-8"))
    return ShippedTemplate(
        code=path.stem,
        title=said["title"],
        about=said["about"],
        source=said["source"],
        kinds=tuple(said["kinds"]),
        layout=said["layout"],
        stages=tuple(said["stages"]),
    )
