"""``python -m tipetl``: the same as the ``tipetl`` command."""

from __future__ import annotations

import sys

from tipetl.cli import main

if __name__ == "__main__":
    sys.exit(main())
