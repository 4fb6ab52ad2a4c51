"""The command line: thin commands over ``tipetl.pipeline``.

Belongs here: arguments, exit codes, what is printed where. Does not belong here: anything that a caller of the library
would want too. Results go to standard output, everything else to standard error; an error is one line that says what to
do. Exit codes: 0 done (also with warnings, also when there was nothing new to publish); 1 nothing could be ingested, or
the thing asked for does not exist; 2 the command line is wrong; 3 a critical check failed and nothing was published;
70 a fault of tipetl, told in a report file; 130 interrupted; 141 nobody reads the output any more.

Commands import what they need when they are called, so that ``extract`` and ``sql`` start in a fraction of a second.
"""

from __future__ import annotations

from tipetl.cli.app import app, main

__all__ = ["app", "main"]
