"""The command line: thin commands over ``tipetl.pipeline``.

This package handles arguments, exit codes and output; anything that library callers also need belongs elsewhere.
Results go to standard output, and everything else to standard error; an error is one line that says what went wrong and
what to do. Exit codes: 0 done (even with warnings, or with nothing new to publish); 1 nothing could be ingested, or the
requested thing does not exist; 2 the command line is wrong; 3 a critical check failed and nothing was published; 70 a
fault in tipetl, described in a report file; 130 interrupted; 141 the reader of the output is gone.

Commands import what they need when they are called, so that ``extract`` and ``sql`` start in a fraction of a second.
"""

from __future__ import annotations

from tipetl.cli.app import app, main

__all__ = ["app", "main"]
