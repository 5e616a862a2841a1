"""The window and what it shows: everything that knows Qt. Changes a document only through Document.do."""
