"""Mail that goes out: queued with its cause, sent by the worker, and then forgotten."""
