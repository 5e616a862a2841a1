"""The tab Verksamhetsplan: the outline and the chosen section's blocks, edited in place."""
