"""Everything a person sees of Shallow."""
