"""Render HTML pages from the templates in this module's folder.

Every value is escaped, so that text is never mistaken for markup. An unknown name in a template is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def page_of(template: str, filters: Mapping[str, Callable[..., Any]], /, **values: object) -> str:
    """Render ``snapshot/templates/<template>.html.jinja`` with ``values``.

    ``filters`` are the page's own functions, in addition to ``thousands`` (12345 as "12,345").
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # slow to import, and rarely needed

    environment = Environment(
        loader=PackageLoader("tipetl.snapshot", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"thousands": "{:,}".format, **filters}
    return environment.get_template(f"{template}.html.jinja").render(**values)
