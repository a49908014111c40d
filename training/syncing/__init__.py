"""What devices kept while they had no signal, brought together: of two edits of one thing the
later stands, in whatever order they arrive and however often."""
