"""Qt. Reads entities, changes them only through ``Document.do``; no SQL, no reportlab."""

from __future__ import annotations

import ctypes
import sys


def _keep_constants() -> None:
    """PySide6 6.12 returns None, and True from ``Signal.emit``, uncounted: each such call takes a reference away.

    From Python 3.12 on they are not counted. Before, a count reaches zero after some thousand calls, and Python aborts
    with "deallocating None" or "True or False". So the counts are raised out of reach once; nothing else reads them.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += sys.maxsize >> 2


_keep_constants()
