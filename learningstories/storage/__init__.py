"""Keeps a challenge in its file."""
