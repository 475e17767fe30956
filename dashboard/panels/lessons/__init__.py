"""Panels of the two lessons."""
