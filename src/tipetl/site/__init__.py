"""The site: a published version as a folder of static pages.

``queries`` reads records with SQL; ``narrative``, ``country`` and ``charts`` decide what a page shows; ``pages`` names
the pages; ``templates/`` and ``assets/`` contain markup, styles and scripts; ``output`` writes what changed; ``build``
combines them.
"""

from __future__ import annotations

from tipetl.site.build import Built, build_site

__all__ = ["Built", "build_site"]
