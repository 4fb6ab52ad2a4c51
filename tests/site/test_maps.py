"""Maps show the right outlines, and routes begin and end in the right places."""

from __future__ import annotations

import json
import math
import re
from importlib.resources import files
from xml.etree.ElementTree import fromstring

import pytest

from tipetl.site.maps import Box, drawn_ways, outlines_again, outlines_within, part_with, tier_map, ways

TITLES = {"GHA": "Ghana", "NPL": "Nepal & <so>", "SGP": "Singapore"}
NUMBER = re.compile(r"-?[\d.]+")


def _features() -> dict[str, dict[str, object]]:
    world = json.loads(files("tipetl.site").joinpath("data", "world.json").read_text(encoding="utf-8"))
    return {feature["id"]: feature for feature in world["features"]}


def _corners(path: str) -> list[list[tuple[float, float]]]:
    """Return the corners of each ring of an outline that is written in steps."""
    rings: list[list[tuple[float, float]]] = []
    for letter, numbers in re.findall(r"([MlZ])([^MlZ]*)", path):
        if letter == "Z":
            continue
        x, y = map(float, numbers.split(","))
        if letter == "M":
            rings.append([(x, y)])
        else:
            rings[-1].append((round(rings[-1][-1][0] + x, 1), round(rings[-1][-1][1] + y, 1)))
    return rings


def test_the_world_has_every_outline_and_a_link_for_every_page() -> None:
    world = fromstring(tier_map(TITLES))
    links = {link.get("data-iso", ""): link for link in world.iter("a")}
    assert {iso3: link.get("aria-label") for iso3, link in links.items()} == TITLES
    assert [link.get("href") for link in links.values()] == [f"countries/{iso3}.html" for iso3 in links]
    outlines = {path.get("id", "")[2:]: path.get("d", "") for path in world.iter("path") if path.get("id")}
    drawn = {iso3: one["geometry"] for iso3, one in _features().items() if one["geometry"]["type"] != "Point"}  # type: ignore[index]
    assert outlines.keys() == drawn.keys()
    for iso3, geometry in drawn.items():
        rings = [[(x, y) for x, y in ring] for rings in geometry["coordinates"] for ring in rings]  # type: ignore[index]
        closed = [ring[:-1] if ring[0] == ring[-1] else ring for ring in rings]
        assert _corners(outlines[iso3]) == closed, iso3
    assert links["SGP"].find("path") is not None  # Singapore is drawn as a point: it is too small for an outline


def test_a_second_map_repeats_the_outlines_of_the_first() -> None:
    ids = {f"#{path.get('id')}" for path in fromstring(tier_map(TITLES)).iter("path") if path.get("id")}
    assert {use.get("href") for use in fromstring(outlines_again()).iter("use")} == ids


def test_a_part_of_the_map_shows_all_ends_of_the_routes() -> None:
    box = part_with(["NPL", "USA"])
    assert box.left < 270 < 700 < box.left + box.width
    assert 0 <= box.top <= box.top + box.height <= 436
    assert part_with(["XXX"]) == Box(0, 0, 1000, 435)


@pytest.mark.parametrize(("iso3", "shown"), [("GHA", True), ("NGA", True), ("ARG", False), ("AUS", False)])
def test_a_part_of_the_map_has_only_the_outlines_that_reach_into_it(iso3: str, shown: bool) -> None:
    box = part_with(["GHA"])
    x, y = _features()[iso3]["at"]  # type: ignore[misc]
    assert (box.left < x < box.left + box.width and box.top < y < box.top + box.height) is shown  # type: ignore[has-type]
    assert box.shows(iso3) is shown
    part = fromstring(outlines_within(box, "GHA"))
    whole = {path.get("d"): path.get("id", "")[2:] for path in fromstring(tier_map({})).iter("path")}
    found = [whole[path.get("d")] for path in part.iter("path")]
    assert len(found) == len(set(found))
    assert (iso3 in found) is shown
    [subject] = [group for group in part.iter("g") if group.get("class") == "subject"]
    assert [whole[path.get("d")] for path in subject] == ["GHA"]


def test_a_route_leads_from_its_origin_to_its_destination() -> None:
    told = [("GHA", "NPL", 2), ("NPL", "GHA", 100), ("GHA", "GHA", 9), ("GHA", "NPL", 1), ("GHA", "XXX", 4)]
    found = ways(told, TITLES)
    labels = ["Ghana → Nepal & <so>: 3 narratives", "Nepal & <so> → Ghana: 100 narratives"]
    assert [one.label for one in found] == labels
    root = fromstring(drawn_ways(found, "GHA"))
    routes, dots = ([*group] for group in root if group.get("class") in ("way", "end"))
    places = {iso3: tuple(one["at"]) for iso3, one in _features().items()}  # type: ignore[arg-type]
    for route, dot, way in zip(routes, dots, found, strict=True):
        numbers = [float(number) for number in NUMBER.findall(route.get("d", ""))]
        assert (tuple(numbers[:2]), tuple(numbers[-2:])) == (places[way.origin], places[way.destination])
        assert (float(dot.get("cx", 0)), float(dot.get("cy", 0))) == places[way.destination]
        assert route.findtext("title") == way.label
    # The curves of the two directions lie on different sides; the thicker curve is the route mentioned more often.
    there, back = ([float(number) for number in NUMBER.findall(route.get("d", ""))][2:4] for route in routes)
    assert math.dist(there, back) > 20
    assert float(routes[0].get("stroke-width", 0)) < float(routes[1].get("stroke-width", 0))
    assert [route.get("stroke") for route in routes] == ["var(--route)", "var(--organization)"]


def test_a_country_without_routes_on_the_map_has_none_drawn() -> None:
    assert drawn_ways((), "GHA") == ""
