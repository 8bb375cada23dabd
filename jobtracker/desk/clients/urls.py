"""The addresses of clients and of what they want filled."""

from django.urls import URLPattern, path

from jobtracker.desk.clients import order_views, views

client_urls: list[URLPattern] = [
    path("firms/<int:pk>/clients/", views.client_list, name="clients"),
    path("firms/<int:pk>/clients/new/", views.new, name="new-client"),
    path("clients/<int:pk>/", views.client, name="client"),
    path("clients/<int:pk>/edit/", views.edit, name="edit-client"),
    path("clients/<int:pk>/removal/", views.removal, name="client-removal"),
    path("clients/<int:pk>/people/", views.add_contact, name="client-contacts"),
    path("clients/people/<int:pk>/", views.contact, name="client-contact"),
    path("clients/people/<int:pk>/removal/", views.contact_removal, name="client-contact-removal"),
    path("clients/<int:pk>/red-flags/", views.raise_flag, name="client-flags"),
    path("clients/<int:pk>/telling/", views.telling, name="client-telling"),
    path("clients/red-flags/<int:pk>/resolution/", views.resolve, name="client-flag-resolution"),
    path("clients/red-flags/<int:pk>/reopening/", views.reopen, name="client-flag-reopening"),
    path("clients/<int:pk>/orders/new/", order_views.new, name="new-order"),
    path("orders/<int:pk>/", order_views.order, name="order"),
    path("orders/<int:pk>/edit/", order_views.edit, name="edit-order"),
    path("orders/<int:pk>/closing/", order_views.closing, name="order-closing"),
    path("orders/<int:pk>/reopening/", order_views.reopening, name="order-reopening"),
]
