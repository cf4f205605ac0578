"""What each of the three groups of curators may do; `migrate` gives it to them.

Rights are named as Django names them: `add_article`. A group gets what it lacks and loses nothing,
so that an administrator may give a group more.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

APPS = ("archive", "search", "auth")

AUTHORITIES = ("region", "actor", "outlet")
# What belongs to an article or a record, and comes and goes with the work on it.
PARTS = (
    *("articleregion", "articleactor", "sourcenote", "reference"),
    *("regionvariant", "actorvariant", "outletvariant"),
)

# What readers saved and were sent is for administrators, who keep the accounts.
PRIVATE = ("view_savedsearch", "view_digest")


def _rights(actions: Iterable[str], models: Iterable[str]) -> set[str]:
    return {f"{action}_{model}" for action in actions for model in models}


# Edits, tags, publishes, decides on suggestions, changes many articles and takes that back.
CURATOR = _rights(["add", "change"], ["article", "issue", *AUTHORITIES, *PARTS])
CURATOR |= _rights(["delete"], PARTS)
# Also imports, merges, splits, retires, deletes, takes back what others did, keeps publications.
EDITOR = CURATOR | {"add_importbatch", "delete_importbatch", "undo_bulkchange"}
EDITOR |= _rights(["merge"], AUTHORITIES) | _rights(["delete"], ["article", "issue", *AUTHORITIES])
EDITOR |= _rights(["add", "change"], ["publication"])


def rights_of(group: str) -> QuerySet[Permission]:
    """Return the rights of a group; an administrator has all of them, accounts included."""
    everything = Permission.objects.filter(content_type__app_label__in=APPS)
    if group == "Administrators":
        return everything
    ours = everything.exclude(content_type__app_label="auth")
    named = {"Curators": CURATOR, "Editors": EDITOR}[group]
    looking = ours.filter(codename__startswith="view_").exclude(codename__in=PRIVATE)
    return looking | ours.filter(codename__in=named)


def grant(using: str) -> None:
    """Make the groups, and give them the rights that they lack; runs after each `migrate`.

    Permissions are made after each app's migrations, so that no migration can count on them.
    """
    for label in APPS:
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    for name in ("Curators", "Editors", "Administrators"):
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*rights_of(name).using(using))
