"""Hotlists of a firm: who is on one, and what may be done with those that are ticked."""
