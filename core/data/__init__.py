"""Where samples come from: generated, shipped with the project, or a learner's own file."""
