"""Starts the program: ``scn-desktop`` and ``python -m scn_desktop``."""

import sys


def main() -> int:
    """Run a command, or open the window; return the exit code (2 where the world or the user was wrong).

    The command line comes first, so that a command needs neither Qt nor the libraries of a screen.
    """
    from scn_desktop import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
