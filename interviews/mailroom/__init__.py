"""Mail that comes in by itself: taken in first, read later, and put where the person says."""
