"""Hyperparameters seen side by side: many runs, and the shape of J around one of them."""
