"""What panels of several pages share."""
