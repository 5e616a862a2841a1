"""Dialogs with a surface of their own; plain questions are in `prompts`."""
