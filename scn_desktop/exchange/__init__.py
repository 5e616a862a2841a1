"""What comes in and goes out: the clipboard's tables and the JSON format. Knows no Qt."""
