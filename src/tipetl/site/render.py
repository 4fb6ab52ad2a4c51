"""Render pages from ``templates/``: every value is escaped, and an undefined name in a template is an error."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from tipetl.site.figures import number, said, unit_word, with_unit
from tipetl.site.names import names, plain, who


@dataclass(frozen=True, slots=True)
class Site:
    """The text on every page: a notice (if any), how often figures are wrong, and the license.

    The text does not name the version, which ``assets/version.js`` inserts, so that pages outlive versions.
    """

    notice: str | None
    honest: str
    licence: str


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tipetl.site", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"plain": plain, "number": number, "said": said}
    environment.filters |= {"unit_word": unit_word, "with_unit": with_unit, "who": who}
    environment.globals |= {"names": names()}
    return environment


def page(template: str, site: Site, *, root: str = "", **values: object) -> str:
    """Render ``templates/<template>.html.jinja``; ``root`` is the path from the page's folder to the site's."""
    return _environment().get_template(f"{template}.html.jinja").render(site=site, root=root, **values)


def assets() -> dict[str, bytes]:
    """Return our styles and scripts by file name."""
    folder = files("tipetl.site").joinpath("assets")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
