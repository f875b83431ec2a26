"""The command `protokoll`."""

import gc
import os
import sys

TURN = 0.0005
"""Seconds after which a thread that saves lets the one of the screen go on; ten times less than usual."""


def main() -> None:
    """Run the command line.

    The garbage collector rests while modules are imported, which is most of the time until the first
    screen is painted; the screen wakes it then. A command that only prints has ended before it is needed.
    Pydantic would look for plugins in every installed package, each time the program starts.
    """
    gc.disable()
    sys.setswitchinterval(TURN)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from protokoll_tui.cli import main as cli

    cli()


if __name__ == "__main__":
    main()
