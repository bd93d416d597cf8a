"""The desk: what a unit knows and decided, and the one way in which it is changed."""
