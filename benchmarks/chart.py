"""A plot as SVG: points of several series over two logarithmic axes. Text alone, so that a change of it can be read."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 64, 150, 16, 48
COLOURS = ("#0a5c8a", "#b3541e", "#4d7c2a", "#7b4b94", "#a0303c", "#6b6b6b", "#2a8f8f")
SIGNS = ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "M-4-4h8v8h-8z", "M0-5l5 9h-10z", "M0-5l5 5-5 5-5-5z",
         "M-4-4l8 8m0-8l-8 8", "M0-5v10m-5-5h10", "M0 5l5-9h-10z")  # fmt: skip
Points = Sequence[tuple[float, float]]


def chart(series: Mapping[str, Points], across: str, up: str, title: str) -> str:
    """The plot; who cannot tell colours apart tells the signs apart. Raises ValueError: there is nothing to show."""
    every = [point for points in series.values() for point in points]
    low_x, high_x = _decades(x for x, _ in every)
    low_y, high_y = _decades(y for _, y in every)

    def at(x: float, y: float) -> tuple[float, float]:
        share_x = (math.log10(x) - low_x) / (high_x - low_x)
        share_y = (math.log10(y) - low_y) / (high_y - low_y)
        return LEFT + share_x * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - share_y * (HEIGHT - TOP - BOTTOM)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        f' aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
        f'<title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for n in range(low_x, high_x + 1):
        x, y = at(10.0**n, 10.0**low_y)
        lines.append(f'<path d="M{x:.1f} {TOP}V{y:.1f}" stroke="#ddd"/>')
        lines.append(f'<text x="{x:.1f}" y="{y + 16:.1f}" text-anchor="middle">{10.0**n:,g}</text>')
    for n in range(low_y, high_y + 1):
        x, y = at(10.0**low_x, 10.0**n)
        lines.append(f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        lines.append(f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{10.0**n:,g}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    lines.append(f'<text x="{middle:.0f}" y="{HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>')
    lines.append(
        f'<text transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle">{escape(up)}</text>'
    )
    for k, (name, points) in enumerate(series.items()):
        colour, sign = COLOURS[k % len(COLOURS)], SIGNS[k % len(SIGNS)]
        style = f'fill="{colour}" fill-opacity=".6" stroke="{colour}"'
        for one in sorted(points):
            x, y = at(*one)
            lines.append(f'<path transform="translate({x:.1f} {y:.1f})" d="{sign}" {style}/>')
        x, y = WIDTH - RIGHT + 16, TOP + 12 + 20 * k
        lines.append(f'<path transform="translate({x} {y - 4})" d="{sign}" {style}/>')
        lines.append(f'<text x="{x + 10}" y="{y}">{escape(name)}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _decades(values: object) -> tuple[int, int]:
    logs = [math.log10(one) for one in values]  # type: ignore[attr-defined]
    if not logs:
        raise ValueError("nothing to show")
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return low, max(high, low + 1)
