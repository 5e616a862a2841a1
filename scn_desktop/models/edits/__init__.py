"""Writes: one function per user action, the session first. Run them through ``Document.do``."""
