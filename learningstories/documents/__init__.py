"""Reads story files: one reader a format behind one protocol."""
