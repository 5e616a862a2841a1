"""How memory is handled while a paper is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's search for circles of forgotten objects waits until the paper is made; may stand over a function.

    A story is many objects that are all needed to the end. Without this the search goes through them and the whole open
    document again and again, a quarter of the time that a paper takes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
