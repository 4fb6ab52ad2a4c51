"""Write ``src/tipetl/site/data/world.json``: the projected outline of every country and territory, as GeoJSON.

The outlines are the Natural Earth map (public domain) of vega-datasets 3.2.1 (BSD-3-Clause). The vega-datasets map
omits the smallest countries, which become points taken from the finer map of world-atlas 2.0.2 (ISC license). Both maps
are npm packages::

    npm pack vega-datasets@3.2.1 world-atlas@2.0.2
    for package in *.tgz; do mkdir -p "${package%.tgz}" && tar xzf "$package" -C "${package%.tgz}"; done
    python -m scripts.world_map vega-datasets-3.2.1/package/data/world-110m.json \\
        world-atlas-2.0.2/package/countries-50m.json

The projection is Equal Earth, so that areas can be compared; x and y are in units of a map 1000 wide. Routes begin and
end at a feature's ``at``.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

from tipetl.countries import all_countries

OUT = Path(__file__).resolve().parents[1] / "src/tipetl/site/data/world.json"
WIDTH = 1000.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT3 = math.sqrt(3)
# ISO 3166-1 has no number for Kosovo: the map of vega-datasets has an outline without a code around this longitude and
# latitude. Antarctica has no narrative and would take up a fifth of the map.
_UNNUMBERED = {"XKX": (20.9, 42.6)}
_LEFT_OUT = {"ATA"}

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Apply the Equal Earth projection (Šavrič, Patterson, Jenny 2018), in units of the earth's radius."""
    theta = math.asin(_ROOT3 / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * _ROOT3 * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))


_SCALE = WIDTH / (2 * project(180, 0)[0])
_TOP = project(0, 84)[1]
HEIGHT = round((_TOP - project(0, -57)[1]) * _SCALE)


def placed(point: Point) -> Point:
    """Return the position of a longitude and latitude on the map."""
    x, y = project(*point)
    return round(WIDTH / 2 + x * _SCALE, 1), round((_TOP - y) * _SCALE, 1)


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON file, as longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def polygons_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[list[Point]]]:
    """Return the polygons of a geometry, each a list of rings: its outline, then its holes."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [
        [[point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])] for ring in rings]
        for rings in polygons
    ]


def area(ring: list[Point]) -> float:
    """Return the signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(ring: list[Point]) -> Point:
    """Return the middle of a ring's bounding box: good enough as the end of a route."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)


def thinned(rings: list[list[Point]]) -> list[list[Point]]:
    """Return rings with each point once, omitting rings that are too small to see."""
    found = [[point for at, point in enumerate(ring) if at == 0 or point != ring[at - 1]] for ring in rings]
    return [ring for ring in found if len(ring) > 2]


def read(path: str) -> dict[str, list[list[list[Point]]]]:
    """Return the polygons on the map, by ISO3."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs, alpha3 = arcs_of(topology), iso3_by_number()
    found: dict[str, list[list[list[Point]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = polygons_of(geometry, arcs) if geometry["type"] else []
        iso3 = alpha3.get(str(geometry.get("id", "")).zfill(3)) or unnumbered(polygons)
        if iso3 and iso3 not in _LEFT_OUT and polygons:
            found[iso3] = [[[placed(point) for point in unbroken(ring)] for ring in rings] for rings in polygons]
    return found


def unnumbered(polygons: list[list[list[Point]]]) -> str | None:
    """Return the country without an ISO 3166-1 number that has its place in the bounding box of the polygons."""
    for iso3, (x, y) in _UNNUMBERED.items():
        for outline, *_ in polygons:
            xs, ys = zip(*outline, strict=True)
            if min(xs) < x < max(xs) and min(ys) < y < max(ys):
                return iso3
    return None


def unbroken(ring: list[Point]) -> list[Point]:
    """Move a ring that crosses the antimeridian to its eastern side; the part beyond the map's edge is cut off."""
    if not any(abs(a[0] - b[0]) > 180 for a, b in itertools.pairwise(ring)):
        return ring
    return [(x + 360 if x < 0 else x, y) for x, y in ring]


def iso3_by_number() -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 codes by numeric code, from CLDR."""
    aliases = get_global("territory_aliases")
    known = {country.iso3 for country in all_countries()}
    # A current code has one country; codes of former countries have several, or none of ours.
    alpha3 = {
        codes[0]: alias for alias, codes in aliases.items() if alias in known and len(codes) == 1 and alias != "SCG"
    }
    return {
        alias: alpha3[codes[0]]
        for alias, codes in aliases.items()
        if len(alias) == 3 and alias.isdigit() and codes[0] in alpha3
    }


def main(coarse: str, fine: str) -> None:
    """Write the file."""
    shapes, points = read(coarse), read(fine)
    known = {country.iso3 for country in all_countries()}
    features = []
    for iso3 in sorted(known):
        polygons = shapes.get(iso3) or points.get(iso3)
        if polygons is None:
            continue
        at = middle(max((ring for rings in polygons for ring in rings), key=lambda ring: abs(area(ring))))
        geometry: dict[str, Any] = {"type": "Point", "coordinates": at}
        if iso3 in shapes:
            outlines = [rings for rings in map(thinned, polygons) if rings]
            geometry = {"type": "MultiPolygon", "coordinates": outlines}
        features.append({"type": "Feature", "id": iso3, "at": at, "geometry": geometry})
    world = {"type": "FeatureCollection", "bbox": [0, 0, WIDTH, HEIGHT], "features": features}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
    print(
        f"{len(features)} countries, {OUT.stat().st_size:,} bytes; without a place: "
        f"{sorted(known - {feature['id'] for feature in features})}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
