from django.urls import URLPattern, path

from applications.page_urls import page_urls
from applications.table_urls import table_urls
from applications.views import (
    applications,
    board,
    capture,
    contacts,
    employers,
    from_browser,
    listing,
    moves,
    offers,
    red_flags,
    silence,
)

app_name = "applications"

urlpatterns: list[URLPattern] = [
    *page_urls,
    *table_urls,
    path("applications/", listing.application_list, name="list"),
    path("applications/new/", applications.new, name="new"),
    path("applications/new/reading/", capture.reading, name="reading"),
    path("applications/new/from-browser/", from_browser.from_browser, name="from-browser"),
    path("applications/browser/", from_browser.browser, name="browser"),
    path("applications/browser/extension/", from_browser.extension_file, name="extension"),
    path("applications/new/duplicates/", applications.duplicates, name="duplicates"),
    path("applications/<int:pk>/red-flags/", red_flags.raise_flag, name="red-flags"),
    path("red-flags/<int:pk>/check/", red_flags.check, name="check"),
    path("red-flags/<int:pk>/resolution/", red_flags.resolve, name="resolution"),
    path("red-flags/<int:pk>/reopening/", red_flags.reopen, name="reopening"),
    path("employers/", employers.employer_list, name="employers"),
    path("employers/<int:pk>/", employers.employer, name="employer"),
    path("employers/<int:pk>/edit/", employers.edit, name="edit-employer"),
    path("employers/<int:pk>/merge/", employers.merge, name="merge-employer"),
    path("contacts/", contacts.contact_list, name="contacts"),
    path("contacts/new/", contacts.new, name="new-contact"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/merge/", contacts.merge, name="merge-contact"),
    path("contacts/<int:pk>/removal/", contacts.removal, name="contact-removal"),
    path("applications/quiet/", silence.silence, name="silence"),
    path("applications/quiet/closing/", silence.closing, name="closing"),
    path("applications/<int:pk>/later/", silence.later, name="later"),
    path("applications/<int:pk>/offers/new/", offers.new, name="new-offer"),
    path("offers/", offers.offer_list, name="offers"),
    path("offers/<int:pk>/", offers.offer, name="offer"),
    path("offers/<int:pk>/acceptance/", offers.acceptance, name="acceptance"),
    path("offers/<int:pk>/declination/", offers.declination, name="declination"),
    path("applications/board/", board.board, name="board"),
    path("applications/moves/", moves.moves, name="moves"),
    path("applications/tagging/", moves.tagging, name="tagging"),
    path("applications/untagging/", moves.untagging, name="untagging"),
    path("changes/<int:pk>/undoing/", moves.undo, name="undo"),
    path("applications/views/", listing.save_view, name="save-view"),
    path("applications/views/<int:pk>/removal/", listing.remove_view, name="remove-view"),
]
