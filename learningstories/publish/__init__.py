"""What comes out: the showcase book."""
