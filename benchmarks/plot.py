"""Seconds as horizontal bars on a logarithmic scale: an SVG file that reads in light and in dark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, LABELS, ROW, HEAD, FOOT = 960, 440, 24, 44, 34
LEAST, MOST = 0.1, 1000.0
"""Seconds at both ends of the scale."""

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f1b18 }
.title { font-weight: 600 } .axis { font-size: 11px; fill: #5c544d } .grid { stroke: #e6dfd7 }
.ours { fill: #9e1b16 } .other { fill: #8a94a6 }
@media (prefers-color-scheme: dark) { text { fill: #ede6df } .axis { fill: #b5aca4 } .grid { stroke: #3a342f } .ours { fill: #f0938a } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One program."""

    label: str
    seconds: float
    ours: bool


def bars(groups: Mapping[str, Sequence[Bar]]) -> str:
    """The picture: each group with a title and its bars, in the order given; a text says the seconds beside each bar."""
    height = sum(HEAD + ROW * len(group) for group in groups.values()) + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="t">',
        '<title id="t">Seconds of each build, on a logarithmic scale</title>',
        f"<style>{_STYLE}</style>",
    ]
    for power in range(round(math.log10(LEAST)), round(math.log10(MOST)) + 1):
        x = _x(10.0**power)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="8" y2="{height - FOOT + 4}"/>')
        parts.append(f'<text class="axis" x="{x:.1f}" y="{height - 12}" text-anchor="middle">{10.0**power:g} s</text>')
    y = 0
    for title, group in groups.items():
        parts.append(f'<text class="title" x="8" y="{y + 30}">{escape(title)}</text>')
        y += HEAD
        for bar in group:
            end = _x(bar.seconds)
            kind = "ours" if bar.ours else "other"
            parts.append(f'<text x="{LABELS - 8}" y="{y + 15}" text-anchor="end">{escape(bar.label)}</text>')
            parts.append(
                f'<rect class="{kind}" x="{LABELS}" y="{y + 3}" width="{end - LABELS:.1f}" height="{ROW - 8}"/>'
            )
            parts.append(f'<text x="{end + 6:.1f}" y="{y + 15}">{bar.seconds:.2f} s</text>')
            y += ROW
    return "\n".join([*parts, "</svg>", ""])


def _x(seconds: float) -> float:
    """Where a number of seconds lies on the scale."""
    share = (math.log10(max(seconds, LEAST)) - math.log10(LEAST)) / (math.log10(MOST) - math.log10(LEAST))
    return LABELS + share * (WIDTH - LABELS - 70)
