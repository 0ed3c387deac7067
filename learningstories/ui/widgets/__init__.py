"""Small generic widgets: the look of the app, with no word of its subject."""
