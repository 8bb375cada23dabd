"""What a column of somebody's table can be in ours."""

from enum import StrEnum


class Field(StrEnum):
    """What a cell becomes; nothing where its column is left out."""

    NONE = ""
    EMPLOYER = "employer"
    JOB_TITLE = "job_title"
    STATUS = "status"
    OUTCOME = "outcome"
    APPLIED_ON = "applied_on"
    ADDED_ON = "added_on"
    SINCE = "since"
    HEARD_ON = "heard_on"
    CLOSES_ON = "closes_on"
    LINK = "posting_url"
    PLACE = "place"
    REMOTE = "remote"
    PAY = "pay"
    PAY_FROM = "pay_from"
    PAY_TO = "pay_to"
    CURRENCY = "pay_currency"
    PERIOD = "pay_period"
    SOURCE = "source"
    AGENCY = "agency"
    TAGS = "tags"
    NOTES = "notes"
    NEXT_STEP = "next_step"
    NEXT_STEP_ON = "next_step_on"
    INTEREST = "interest_now"
    INTEREST_THEN = "interest_at_application"
    IS_DREAM = "is_dream"
    MOTIVE = "motive"
    POSTING = "posting"
    DOMAIN = "domain"
    CONTACT = "contact"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    CONTACT_LINK = "contact_link"


FIELD_LABELS = {
    Field.NONE: "Leave it out",
    Field.EMPLOYER: "Employer",
    Field.JOB_TITLE: "Job title",
    Field.STATUS: "How far it has come",
    Field.OUTCOME: "How it ended",
    Field.APPLIED_ON: "Applied on",
    Field.LINK: "Link to the posting",
    Field.PLACE: "Place",
    Field.REMOTE: "On site or remote",
    Field.PAY: "Pay, as one text",
    Field.PAY_FROM: "Pay from",
    Field.PAY_TO: "Pay to",
    Field.CURRENCY: "Currency of the pay",
    Field.PERIOD: "Pay for a year, month, …",
    Field.SOURCE: "Where you found it",
    Field.AGENCY: "Via which agency",
    Field.TAGS: "Tags",
    Field.NOTES: "Notes",
    Field.POSTING: "Text of the posting",
    Field.NEXT_STEP: "Next step",
    Field.NEXT_STEP_ON: "Next step on",
    Field.ADDED_ON: "First noted on",
    Field.SINCE: "In its stage since",
    Field.HEARD_ON: "Last heard from them on",
    Field.CLOSES_ON: "To apply by",
    Field.CONTACT: "Contact: name",
    Field.CONTACT_EMAIL: "Contact: e-mail address",
    Field.CONTACT_PHONE: "Contact: phone",
    Field.CONTACT_LINK: "Contact: link to their page",
    Field.DOMAIN: "The employer’s website",
    Field.INTEREST: "Interest, 1 to 5",
    Field.INTEREST_THEN: "Interest when you applied, 1 to 5",
    Field.IS_DREAM: "The one you hope for",
    Field.MOTIVE: "Why you applied",
}
# Several columns may go into these.
MANY = frozenset({Field.NONE, Field.NOTES, Field.TAGS})
DATES = (
    Field.APPLIED_ON,
    Field.ADDED_ON,
    Field.NEXT_STEP_ON,
    Field.SINCE,
    Field.HEARD_ON,
    Field.CLOSES_ON,
)
