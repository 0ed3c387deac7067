"""What the ratings say: arrays in, arrays out."""
