"""What every table of a TOML file of ours shares."""

from __future__ import annotations

import msgspec


class FileStruct(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A table of a TOML file; an unknown key is an error, so that a misspelling is never silent."""
