"""Whom a firm puts forward for which job: the candidate's word first, then what became of it."""
