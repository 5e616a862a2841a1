"""Starts the program: ``scn-desktop`` and ``python -m scn_desktop``."""

import sys


def main() -> int:
    """Run the command line; return the exit code (2 for an error of the user's or the world's)."""
    from scn_desktop.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
