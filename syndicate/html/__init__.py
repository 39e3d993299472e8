"""Markup in, text or safe markup out."""
