"""Panels that bring in a learner's own samples."""
