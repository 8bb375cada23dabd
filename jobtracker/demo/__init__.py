"""A small, realistic job search to look around in."""
