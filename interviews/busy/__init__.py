"""When somebody has no time, read from a calendar of their own. No Django, no network."""
