"""Speed and memory, each beside its yardstick from the same run. Never asserted in the test-suite.

``make bench`` runs all; ``python -m benchmarks start edit pdf`` some.
"""
