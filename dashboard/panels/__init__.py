"""What is drawn of a run, each panel in a place it is given."""
