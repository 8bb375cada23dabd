"""Reading of incoming messages: bytes -> what was said -> which application it concerns."""
