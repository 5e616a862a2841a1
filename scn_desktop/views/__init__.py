"""Qt. Reads entities, changes them only through ``Document.do``; no SQL, no reportlab."""

from __future__ import annotations

import ctypes
import sys


def _keep_none() -> None:
    """PySide6 6.12 returns None without counting the reference: each call of a method without a result takes one away.

    From Python 3.12 on None is not counted. Before, the count reaches zero after some thousand calls, and Python aborts
    with "deallocating None". So the count is raised out of reach once; nothing else reads it.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        ctypes.c_ssize_t.from_address(id(None)).value += sys.maxsize >> 2


_keep_none()
