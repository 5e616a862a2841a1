"""SCN Desktop: a Swedish nämnd's plan, budget, internal control and stickprov in one window and one file."""

__version__ = "0.1.0"
