"""What the archive says about itself."""

README = """\
Your data from Jobtracker
=========================

data.json   Everything, exactly as it is stored. A table has its columns with their types, its
            rows, and what was withheld of it and why. Times are ISO 8601 with their offset from
            UTC. Foreign keys are ids: "candidate_id": 7 is the row of people.Candidate whose id
            is 7. Numbers with decimals are text, so that none is rounded. "not_exported" lists
            what is not yours, or nobody's, with the reason.

tables/     The same rows as tables, one file each, for a spreadsheet: CSV in UTF-8 with a byte
            order mark, every cell in quotes, commas between them. A text that a spreadsheet could
            take for a formula stands behind an apostrophe, as does a text that starts with an
            apostrophe itself. Drop the first apostrophe of a cell, and you have the text; in
            data.json it never has one. If your spreadsheet asks, choose comma and UTF-8.

files/      Messages, calendar files and documents, byte for byte as they came in. They have names
            of ours, after the row they belong to: files/interviews.Message/12-raw.eml is the mail
            of row 12. Such a name stands in the table in place of the content; "missing" stands
            where the content could not be found. Mail may hold links and attachments from
            strangers: open it with the care you would take with any mail.

To put it back, sign in to a Jobtracker where your record is still empty, and choose the archive
under Settings, Your data. Whoever runs the site can do it too, and has to where the archive is
larger than 10 MB: manage.py restore ARCHIVE --email you@example.org. What was shared with firms
has to be shared anew. Leave the archive as it is for that: each row of data.json stands on a line
of its own, and is read so.

Passwords, codes and what else opens your account are not in here, nor is what is internal to a
firm. Keep this archive in a safe place: it holds everything else that you told Jobtracker.
"""
