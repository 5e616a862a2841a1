"""What the tabs are built from. A widget does layout and tells what the user did; it knows nothing of the plan."""
