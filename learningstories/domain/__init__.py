"""What things are: frozen records and pure rules, standard library only."""
