"""The Stickprov tab: recording, signing and reading the stickprov of the utskott."""
