"""What people do: one file a use case."""
