"""Pictures of a run as plain SVG, for the model card."""

SIZE, EDGE = 320, 36
GREY = "#64748b"


def reliability(bins):
    """The share that bought against the predicted chance; on the diagonal an answer means what it says."""
    top = max([0.05] + [max(bin["predicted"], bin["observed"]) for bin in bins]) * 1.1
    place = lambda value: EDGE + (SIZE - 2 * EDGE) * value / top  # noqa: E731
    points = "".join(
        f'<circle cx="{place(bin["predicted"]):.1f}" cy="{SIZE - place(bin["observed"]):.1f}" r="4"><title>'
        f'{bin["predicted"]:.3f} predicted, {bin["observed"]:.3f} bought, {bin["rows"]} carts</title></circle>'
        for bin in bins
    )
    return _svg(SIZE, SIZE, "".join([
        f'<path d="M{EDGE} {EDGE}V{SIZE - EDGE}H{SIZE - EDGE}" fill="none" stroke="{GREY}"/>',
        f'<path d="M{EDGE} {SIZE - EDGE}L{SIZE - EDGE} {EDGE}" stroke="{GREY}" stroke-dasharray="4 4"/>',
        f'<text x="{EDGE}" y="16">Bought against predicted</text>',
        f'<text x="{SIZE - EDGE}" y="{SIZE - EDGE + 14}" text-anchor="end">{top:.2f}</text>',
        f'<text x="{SIZE / 2}" y="{SIZE - 8}" text-anchor="middle">predicted chance</text>',
        f'<text x="12" y="{SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 {SIZE / 2})">share that bought</text>',
        points,
    ]))


def importance(shares):
    """What the trees gained by each feature, as a share of all gain."""
    top = max([share["share"] for share in shares] + [1e-9])
    bars = "".join(
        f'<text x="180" y="{EDGE + 18 * place}" text-anchor="end">{share["feature"]}</text>'
        f'<rect x="186" y="{EDGE + 18 * place - 10}" width="{120 * share["share"] / top:.1f}" height="11"/>'
        for place, share in enumerate(shares)
    )
    return _svg(SIZE, EDGE + 18 * len(shares), f'<text x="12" y="16">What it looks at</text>{bars}')


def gained(curve):
    """Purchases more per 1,000 people, if those come first of whom most is expected; the dashed line is by chance."""
    points = [(one["share"], *[one[key] * 1_000 for key in ("perPerson", "low", "high")]) for one in curve]
    low, high = min(0.0, *[point[2] for point in points]), max(1e-9, *[point[3] for point in points])
    x = lambda share: EDGE + (SIZE - 2 * EDGE) * share  # noqa: E731
    y = lambda value: SIZE - EDGE - (SIZE - 2 * EDGE) * (value - low) / (high - low)  # noqa: E731
    path = lambda ends: " ".join(f"{x(share):.1f},{y(value):.1f}" for share, value in ends)  # noqa: E731
    band = path([(point[0], point[2]) for point in points] + [(point[0], point[3]) for point in reversed(points)])
    return _svg(SIZE, SIZE, "".join([
        f'<path d="M{EDGE} {EDGE}V{SIZE - EDGE}H{SIZE - EDGE}" fill="none" stroke="{GREY}"/>',
        f'<polygon points="{band}" fill="{GREY}" fill-opacity="0.2"/>',
        f'<path d="M{x(0):.1f} {y(0):.1f}L{x(1):.1f} {y(points[-1][1]):.1f}" stroke="{GREY}" stroke-dasharray="4 4"/>',
        f'<polyline points="{path([point[:2] for point in points])}" fill="none" stroke="#334155" stroke-width="2"/>',
        f'<text x="{EDGE}" y="16">Purchases more per 1,000 people</text>',
        f'<text x="{EDGE - 4}" y="{EDGE}" text-anchor="end">{high:.0f}</text>',
        f'<text x="{SIZE / 2}" y="{SIZE - 8}" text-anchor="middle">share of the people who are written to</text>',
    ]))


def _svg(width, height, content):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" '
        f'fill="#334155">{content}</svg>\n'
    )
