"""What the projects app adds to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from brygga.site.accepting import AcceptBulkAction
from brygga.site.deleting import NamedDeleteBulkAction

from .merging import merging_hooks  # noqa: F401 (they register themselves)
from .models import Indicator, Organisation, Person, TargetGroup
from .personal_data import personal_data_hooks  # noqa: F401 (they register themselves)
from .viewsets import RegisterViewSetGroup

register_snippet(RegisterViewSetGroup)


@hooks.register("register_bulk_action", order=100)
class RegisterDeleteBulkAction(NamedDeleteBulkAction):
    """Ticked rows of the register."""

    models = [Organisation, Person, Indicator, TargetGroup]


@hooks.register("register_bulk_action", order=100)
class RegisterAcceptBulkAction(AcceptBulkAction):
    """Ticked rows of the register."""

    models = [Organisation, Person, Indicator, TargetGroup]
