"""Practice: questions whose answers are computed, faulty programs that really run, and progress."""
