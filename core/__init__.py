"""The model of Shallow: a small neural network in NumPy, with no knowledge of any screen."""
