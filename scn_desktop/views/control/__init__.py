"""The Intern kontroll tab: the plan's controls by area, and a form for their long texts."""
