"""A page, a text or a few words about a job: what they say of it. No Django."""
