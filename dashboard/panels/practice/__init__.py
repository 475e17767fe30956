"""One panel for each exercise, and what they share."""
