"""A challenge on a server: what PostgreSQL does otherwise than SQLite, one subject a module."""
