"""From a clone to a running program, on Linux and Windows, with nothing but Python: ``python3 -m installer run``."""
