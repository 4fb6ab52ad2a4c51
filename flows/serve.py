"""Serve ``ingest`` on a schedule: ``python -m flows.serve [PATH...] [--cron "0 6 * * 1"]``.

The program runs until interrupted and uses the configured Prefect server. If none is configured, it starts a local
server and stops that server at the end.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from tipetl.cli.messages import complain
from tipetl.errors import TipetlError

from .settings import CHECKOUT, log_to_server

DEFAULT_CRON = "0 6 * * 1"
DEPLOYMENT = "scheduled"


def main(argv: list[str] | None = None) -> int:
    """Serve until interrupted. Return exit code 0 after an interrupt, 1 if there is no server, 2 for wrong usage."""
    log_to_server()
    from prefect.types.entrypoint import EntrypointType

    from .ingest import add_arguments, ingest, parameters_of
    from .server import USUAL_PORT, api_server, free_port

    parser = argparse.ArgumentParser(
        prog=f"python -m {__package__}.serve",
        description="Run the flow 'ingest' on a schedule, until interrupted.",
        epilog=f'Example: python -m {__package__}.serve reports/ --cron "0 6 * * 1"',
    )
    add_arguments(parser)
    parser.add_argument(
        "--cron",
        default=DEFAULT_CRON,
        metavar="EXPRESSION",
        help="minute hour day month weekday (default: %(default)s)",
    )
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=f"port of a server that has to be started (default: {USUAL_PORT}, or any free one if that is taken)",
    )
    arguments = parser.parse_args(argv)
    # A served run is a separate process in another folder: that process needs absolute paths, and must find this
    # package.
    parameters = parameters_of(arguments, base=Path.cwd())
    if CHECKOUT is not None:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with api_server(port=arguments.port or free_port(USUAL_PORT)) as url:
            sys.stdout.write(
                f"Serving ingest/{DEPLOYMENT} at '{arguments.cron}', Prefect at {url.removesuffix('/api')}. "
                "Stop with Ctrl-C.\n"
            )
            sys.stdout.flush()
            ingest.serve(
                name=DEPLOYMENT,
                cron=arguments.cron,
                parameters=parameters,
                pause_on_shutdown=False,
                print_starting_message=False,
                limit=1,  # of two simultaneous runs, one would wait for the other to publish
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
    except KeyboardInterrupt:
        pass
    except TipetlError as error:
        complain(str(error))
        return 1
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Treat a service manager's stop signal as an interrupt, so that the server is stopped too."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
