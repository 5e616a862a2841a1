"""The tab Budget."""
