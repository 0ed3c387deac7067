"""Who may do what with a challenge on a server: PostgreSQL's roles, rights and row security."""
