"""One file a page: puts panels in places and computes nothing."""
