"""What a paper should have mended before it is laid before the nämnd; one module per subject."""
