"""The document file: opening, the one way to write, the change log, locks and backups."""
