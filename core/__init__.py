"""The model of Shallow: NumPy equations of a small neural network, with no knowledge of any screen."""
