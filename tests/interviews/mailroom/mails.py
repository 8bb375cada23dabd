"""Mails such as candidates forward."""

from email.message import EmailMessage

RECEIPT = "Thank you for your application as Data Analyst at Harbour & Vale. We have received it."
REFUSED = (
    "Thank you for your interest in the position of Data Analyst at Harbour & Vale. "
    "Unfortunately, we have decided not to move forward with your application."
)
INVITED = (
    "We would like to invite you to an interview for the position of Data Analyst at Harbour & "
    "Vale on 9 July 2036 at 14:00 (Europe/Stockholm)."
)


def mail(text, *, subject="Your application", sender="jobs@vale.example", number=1):
    made = EmailMessage()
    made["From"] = f"Ada Berg <{sender}>"
    made["To"] = "mira@example.org"
    made["Subject"] = subject
    made["Date"] = "Mon, 23 Jun 2036 09:00:00 +0200"
    made["Message-ID"] = f"<{number}@vale.example>"
    made.set_content(text)
    return made.as_bytes()
