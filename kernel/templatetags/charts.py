"""Charts and the road: where people would rather look than read. SVG, with words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from kernel.pieces import Bar, Number, Station, Text
from kernel.templatetags.components import number

register = template.Library()


@register.inclusion_tag("components/road.html")
def road(*, stations: Sequence[Station], title: Text = "") -> dict[str, Any]:
    """{% road stations=page.stations %}: the year as a line of stops that fill with progress."""
    return {"stations": stations, "title": title}


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its lengths in per cent of the scale, written with a decimal point."""

    bar: Bar
    value: str
    before: str
    target: str
    length: str
    before_length: str
    target_at: str


def length(value: Number | None, scale: Number) -> str:
    """Write a share of the scale as an SVG length."""
    if value is None:
        return ""
    return f"{max(0.0, min(100.0, 100 * value / scale)):.2f}%"


def shown(value: Number | None, unit: str, digits: int) -> str:
    """Write a value with its unit."""
    return "" if value is None else f"{number(value, digits)}{unit}"


@register.inclusion_tag("components/bars.html")
def bars(
    *,
    bars: Sequence[Bar],
    title: Text,
    unit: str = "",
    top: Number = 0,
    digits: int = 0,
) -> dict[str, Any]:
    """{% bars bars=page.bars title=… unit=" %" top=100 %}: values against targets, and a table."""
    numbers = [n for bar in bars for n in (bar.value, bar.target, bar.before) if n is not None]
    scale = top or max(numbers, default=0) or 1
    return {
        "title": title,
        "bars": [
            DrawnBar(
                bar=bar,
                value=shown(bar.value, unit, digits),
                before=shown(bar.before, unit, digits),
                target=shown(bar.target, unit, digits),
                length=length(bar.value, scale),
                before_length=length(bar.before, scale),
                target_at=length(bar.target, scale),
            )
            for bar in bars
        ],
        "has_targets": any(bar.target is not None for bar in bars),
        "has_before": any(bar.before is not None for bar in bars),
    }


@register.inclusion_tag("components/trend.html")
def trend(*, values: Sequence[Number], label: Text, target: Number | None = None) -> dict[str, Any]:
    """{% trend values=… label=… target=… %}: a small line of how a figure moved."""
    everything = [*values, *([] if target is None else [target])]
    low, high = min(everything, default=0), max(everything, default=1)
    span = (high - low) or 1
    last = max(len(values) - 1, 1)

    def height(value: Number) -> str:
        return f"{38 - 36 * (value - low) / span:.1f}"

    points = " ".join(
        f"{100 * place / last:.1f},{height(value)}" for place, value in enumerate(values)
    )
    return {
        "points": points,
        "label": label,
        "target_at": "" if target is None else height(target),
        "spoken": ", ".join(number(value) for value in values),
    }
