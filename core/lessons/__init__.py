"""What the lessons teach, computed: the steps of a pass, other ways to write them, and facts."""
