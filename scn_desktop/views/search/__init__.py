"""Search over the whole file, from the header."""
