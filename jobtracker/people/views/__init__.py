"""What people do with their own account, their firm, and what they share; one resource a module."""
