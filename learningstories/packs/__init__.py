"""Writes and reads what goes to reviewers and comes back: packs and returns. Trusts nothing that it reads."""
