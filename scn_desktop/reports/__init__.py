"""Papers: PDF out of a document. Qt-free; ``catalogue.render`` is the way in."""
