"""Carrying requests out, over HTTP and from folders: the input side."""
