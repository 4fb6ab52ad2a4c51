"""Draw Altair charts as SVG for a page (docs/decisions/0502): vl-convert draws, and this module removes what no page
needs.

A chart is described without data and compiled to Vega once per process; drawing it with data then takes a fraction of
the time. Altair and vl-convert are imported only when something is drawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from markupsafe import Markup

if TYPE_CHECKING:
    import altair

Row = Mapping[str, object]

_INHERITED = {
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap"),
    *("stroke-linejoin", "font-family", "font-size", "text-anchor", "pointer-events"),
}
_BOXES = {"background", "foreground"}
_MEASURES = {"d", "transform", "x2", "y2", "stroke-width"}
_LONG = re.compile(r"-?(?<!\d)\d++\.\d{2,}+(?:e-?\d+)?")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
_PLACE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_MARKS = "_marks"
"""The suffix that Vega-Lite appends to a view's name to form the class of the view's marks."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing: groups of marks, each with its view's name as class, in a box that starts at 0, 0."""

    width: float
    height: float
    root: Element

    def marks(self, name: str) -> list[Element]:
        """Return the marks of a view, in the order of its data."""
        return [mark for group in self.root.iter("g") if group.get("class") == name for mark in group]

    def markup(self) -> Markup:
        """Return the groups as markup, for an ``svg`` of this size."""
        return Markup("".join(tostring(group, encoding="unicode") for group in self.root))


def drawn_by() -> tuple[str, str]:
    """Return the versions of Altair and vl-convert. Raises ``ModuleNotFoundError`` without the extra ``site``."""
    for module in ("altair", "vl_convert"):
        import_module(module)
    return version("altair"), version("vl-convert-python")


def compiled(chart: altair.Chart | altair.LayerChart | altair.FacetChart) -> Mapping[str, Any]:
    """Compile an Altair chart to a Vega specification. Altair raises ``SchemaValidationError`` if the chart is
    invalid.
    """
    import altair as alt
    import vl_convert

    # Titles and links describe the marks, and all rows can be drawn, so Vega need not describe or filter them.
    plain = chart.properties(autosize="none").configure(aria=False, background="transparent", font="inherit")
    plain = plain.configure_view(stroke=None).configure_mark(invalid=None)
    # Altair states the version of Vega-Lite as "v6.1.0".
    return vl_convert.vegalite_to_vega(plain.to_dict(), vl_version=".".join(alt.SCHEMA_VERSION.split(".")[:2]))


def draw(vega: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], values: Mapping[str, float]) -> Drawing:
    """Draw a compiled chart with the rows of its named data and the values of its parameters.

    Drawing loads no external data. Raises ``ValueError`` if Vega cannot draw it.
    """
    import vl_convert

    data = [{**one, "values": rows[one["name"]]} if one["name"] in rows else one for one in vega["data"]]
    signals = vega.get("signals", ())
    given = [{**one, "value": values[one["name"]]} if one["name"] in values else one for one in signals]
    svg = vl_convert.vega_to_svg(json.dumps({**vega, "data": data, "signals": given}), allowed_base_urls=[])
    drawn = fromstring(svg)
    root = Element("svg")
    _join(root, (part for child in drawn for part in _cleaned(child)))
    _lift(root)
    return Drawing(float(drawn.attrib["width"]), float(drawn.attrib["height"]), root)


def label(mark: Element, text: str) -> None:
    """Add a text to a mark that is shown when the pointer is over the mark."""
    SubElement(mark, "title").text = text


def link(mark: Element, href: str, text: str) -> None:
    """Turn a mark into a link with a label.

    Vega's own links have no label, and they delay every chart that contains links by ten milliseconds.
    """
    inner = Element(mark.tag, mark.attrib)
    mark.tag, mark.attrib = "a", {"href": href, "aria-label": text}
    mark.append(inner)
    label(mark, text)


def _cleaned(node: Element) -> Iterator[Element]:
    """Yield a node without the parts that no page needs: boxes around groups, empty groups, roles, ineffective
    attributes."""
    names = node.get("class", "").split()
    if _BOXES & set(names):
        return
    kept = Element(node.tag.rpartition("}")[2], dict(_attributes(node)))  # the element's tag without its namespace
    kept.text = node.text
    if names and names[-1].endswith(_MARKS):
        kept.set("class", names[-1].removesuffix(_MARKS))
    _join(kept, (part for child in node for part in _cleaned(child)))
    _simplify(kept)
    if kept.tag != "g":
        yield kept
    elif len(kept):
        yield from [kept] if kept.attrib else kept


def _simplify(mark: Element) -> None:
    """Move positions of circles, words and lines into their own attributes: this is shorter, and lets a page transform
    the marks.
    """
    place = _PLACE.fullmatch(mark.get("transform", "translate(0,0)"))
    circle = _CIRCLE.fullmatch(mark.get("d", ""))
    if not place or not (circle or mark.tag in ("text", "line")):
        return
    mark.attrib.pop("transform", None)
    if circle:
        del mark.attrib["d"]
        mark.tag = "circle"
        mark.attrib |= {"cx": place[1], "cy": place[2], "r": circle[1]}
    elif mark.tag == "text":
        mark.attrib |= {"x": place[1], "y": place[2]}
    else:
        mark.attrib |= {"x1": place[1], "y1": place[2]}
        for end, start in (("x2", place[1]), ("y2", place[2])):
            mark.set(end, f"{round(float(mark.get(end, 0)) + float(start), 1):g}")


def _attributes(node: Element) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        # Roles name kinds of graphics; links and titles say what the graphics show.
        useless = name in ("class", "role") or name.startswith("aria-")
        if not useless and (name, value) not in (("transform", "translate(0,0)"), ("opacity", "1")):
            yield name, _LONG.sub(_rounded, value) if name in _MEASURES else value


def _rounded(found: re.Match[str]) -> str:
    """Round to a tenth of a unit, because smaller differences are invisible."""
    return f"{round(float(found[0]), 1):g}"


def _join(parent: Element, parts: Iterable[Element]) -> None:
    """Append parts to their parent; consecutive groups with the same attributes become one."""
    for part in parts:
        last = parent[-1] if len(parent) else None
        if last is not None and last.tag == part.tag == "g" and last.attrib == part.attrib:
            last.extend(part)
        else:
            parent.append(part)


def _lift(node: Element) -> None:
    """Move attributes that all marks of a group share, and would inherit, to the group."""
    for child in node:
        _lift(child)
    if node.tag != "g" or any(child.tag == "g" for child in node):
        return
    for name, value in [*node[0].items()]:
        if name in _INHERITED and all(child.get(name) == value for child in node):
            node.set(name, value)
            for child in node:
                del child.attrib[name]
