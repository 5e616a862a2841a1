"""The domain: entities, rules, edits and the document file. Knows no Qt."""
