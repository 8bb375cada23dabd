"""What people say of themselves, their firms and what they share; one resource a module."""
