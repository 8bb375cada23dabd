"""The addresses of one application and of what belongs to it."""

from django.urls import URLPattern, path

from applications.views import (
    application,
    documents,
    involvements,
    merging,
    moves,
    notes,
    posting,
    removal,
    sent_documents,
    tasks,
)

page_urls: list[URLPattern] = [
    path("applications/<int:pk>/", application.application, name="application"),
    path("applications/<int:pk>/edit/", application.edit, name="edit"),
    path("applications/<int:pk>/removal/", removal.removal, name="removal"),
    path("applications/<int:pk>/merging/", merging.merging, name="merging"),
    path("applications/<int:pk>/next-step/", application.next_step, name="next-step"),
    path("applications/<int:pk>/stage/", moves.stage, name="stage"),
    path("applications/<int:pk>/posting/", posting.posting, name="posting"),
    path("applications/<int:pk>/history/", application.past, name="history"),
    path("applications/<int:pk>/notes/", notes.notes, name="notes"),
    path("notes/<int:pk>/", notes.note, name="note"),
    path("notes/<int:pk>/removal/", notes.removal, name="note-removal"),
    path("applications/<int:pk>/tasks/", tasks.add, name="tasks"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/completion/", tasks.completion, name="task-completion"),
    path("tasks/<int:pk>/reopening/", tasks.reopening, name="task-reopening"),
    path("tasks/<int:pk>/removal/", tasks.removal, name="task-removal"),
    path("applications/<int:pk>/people/", involvements.people, name="people"),
    path("applications/<int:pk>/people/new/", involvements.new_person, name="new-person"),
    path("involvements/<int:pk>/", involvements.involvement, name="involvement"),
    path("involvements/<int:pk>/removal/", involvements.removal, name="involvement-removal"),
    path("applications/<int:pk>/documents/", sent_documents.sent, name="sent"),
    path("applications/<int:pk>/documents/new/", sent_documents.upload, name="sent-upload"),
    path("sent/<int:pk>/removal/", sent_documents.removal, name="sent-removal"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/new/", documents.new, name="new-document"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/versions/", documents.versions, name="versions"),
    path("documents/<int:pk>/removal/", documents.removal, name="document-removal"),
    path("documents/versions/<int:pk>/file/", documents.file, name="file"),
    path("documents/versions/<int:pk>/removal/", documents.version_removal, name="version-removal"),
]
