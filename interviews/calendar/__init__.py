"""iCalendar in and out: what an invitation says, and the reply to it. No Django in here."""
