"""Taking everything along, and leaving: what is a person's, as an archive and as nothing."""
