"""A firm's identity provider, in a process of its own."""

PASSWORD = "provider's own phrase"
CLIENT_ID, CLIENT_SECRET = "jobtracker", "known to both"
