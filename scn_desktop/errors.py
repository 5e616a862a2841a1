"""What can go wrong in the world outside the program, as sentences for its user.

``str(error)`` is always one or more whole Swedish sentences: what happened, what was kept, what to do.
Anything that is not a ``ScnError`` is a bug and is reported with its traceback.

    ScnError
    ├── DocumentError               the file
    │   ├── NotOurFile              not a plan file at all
    │   ├── NewerFile               written by a later version of the program
    │   ├── DamagedFile             truncated, corrupt, or with values that no version writes
    │   ├── ForeignSchema           ours by name, but with tables, views or triggers that are not ours
    │   ├── ReadOnlyDocument        an edit was asked of a file that is open for reading only
    │   └── WriteFailed             disk full, file gone: the edit is not in the file
    ├── InputError                  what was typed or pasted can't be kept
    │   ├── PersonalNumberError     holds a valid personnummer or samordningsnummer
    │   └── ImportFailed            a JSON, TOML or pasted table that can't be read; names the place
    ├── NotUndoable                 undo or redo has nothing to do, or meets a barrier
    └── ReportError                 a paper can't be made: nothing to print, or nowhere to write it
"""


class ScnError(Exception):
    """The world failed; the message is for the user."""


class DocumentError(ScnError):
    """The file can't be used as asked."""


class NotOurFile(DocumentError):
    """The file is something else than a plan."""


class NewerFile(DocumentError):
    """A later version of the program wrote the file."""


class DamagedFile(DocumentError):
    """The file is not whole."""


class ForeignSchema(DocumentError):
    """The file holds tables, views or triggers that the program did not make."""


class ReadOnlyDocument(DocumentError):
    """The document is open for reading only."""


class WriteFailed(DocumentError):
    """The edit could not be written; the file is as before it."""


class InputError(ScnError):
    """What was typed or pasted can't be kept."""


class PersonalNumberError(InputError):
    """The text holds a valid personnummer or samordningsnummer."""


class ImportFailed(InputError):
    """A file or a pasted table can't be read; the message names the place."""


class NotUndoable(ScnError):
    """There is nothing to undo or redo, or a barrier stands in the way."""


class ReportError(ScnError):
    """A paper can't be made."""
