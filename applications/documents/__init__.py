"""What an uploaded file is, by its content: the few types that we keep, and nothing that runs."""
