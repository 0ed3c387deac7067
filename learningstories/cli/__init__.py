"""The same use cases from a terminal, for people who script and for checks."""
