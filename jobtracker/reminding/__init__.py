"""What people are reminded of by mail, at their own hours."""
