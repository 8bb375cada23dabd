"""A choice of filters and order that the person wants to come back to."""

from django.db import models
from django.db.models.functions import Lower

from jobtracker.addresses import address
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate


class NameTaken(Exception):  # noqa: N818 - says what is wrong
    """Another view has the name."""


class SavedViewQuerySet(PrivateQuerySet["SavedView"]):
    """The person's own views."""

    def keep(
        self, candidate: Candidate, name: str, *, layout: str, query: str, replaces: bool = False
    ) -> "SavedView":
        """A view of that name, capitals aside.

        `NameTaken` where one of that name shows something else, which is only lost if `replaces`.
        """
        same = self.filter(candidate=candidate).alias(folded=Lower("name"))
        same = same.filter(folded=Lower(models.Value(name)))
        shown = {"layout": layout, "query": query}
        view, _ = same.get_or_create(candidate=candidate, defaults={"name": name, **shown})
        if (view.layout, view.query) != (layout, query):
            if not replaces:
                raise NameTaken
            view.layout, view.query = layout, query
            view.save(update_fields=["layout", "query"])
        return view


class SavedView(models.Model):
    """A name for a board or list with its filters, as the address states them."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    layout = models.CharField(max_length=5, choices=[("board", "Board"), ("list", "List")])
    query = models.CharField(max_length=1_000, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint("candidate", Lower("name"), name="saved_view_name_unique")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{address(f'applications:{self.layout}')}?{self.query}"
