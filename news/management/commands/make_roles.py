"""`manage.py make_roles`: the roles of a newsroom as groups, with rights by what each does.

With `--workflow` also a workflow in two steps: Granskare approve, Kommunikatör publish.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, WorkflowPage

from brygga.projects.models import ProjectIndexPage, UnitIndexPage
from brygga.site.home import existing_home
from brygga.site.workflow_names import name_default_workflow, two_step_workflow

from ...models import NewsIndexPage

REGISTER = ("organisation", "person", "indicator", "targetgroup", "topic")
WRITES = ("add_page", "change_page")
PUBLISHES = (*WRITES, "publish_page")
# What each role may do, and where: with pages below the site's first page ("all"), or in its lists.
ROLES: dict[str, dict[str, Any]] = {
    "Kommunikatör": {
        "told": "skriver, granskar och publicerar allt; importerar; ser original; slår samman dubbletter",
        "rights": (
            "import_archive",
            "review_import",
            "see_originals",
            "view_importrun",
            "view_importitem",
            "merge_records",
        ),
        "register": ("add", "change", "delete", "view"),
        "pages": ("all", PUBLISHES),
    },
    "Granskare": {
        "told": "granskar och publicerar det som andra har skrivit eller importerat; ser original",
        "rights": ("review_import", "see_originals", "view_importitem"),
        "register": ("change", "view"),
        "pages": ("all", ("change_page", "publish_page")),
    },
    "Arkivflyttare": {
        "told": "importerar gamla arkiv som utkast, granskar dem och ångrar importer; publicerar inte",
        "rights": (
            "import_archive",
            "review_import",
            "see_originals",
            "roll_back_import",
            "view_importrun",
            "view_importitem",
        ),
        "register": ("add", "change", "view"),
        "pages": ("all", WRITES),
    },
    "Dataskydd": {
        "told": "svarar på begäranden om personuppgifter, på alla sidor; ser original, också förseglade",
        "rights": ("handle_personal_data", "see_originals", "see_sealed_originals", "view_importitem"),
        "register": ("change", "delete", "view"),
        "pages": ("all", ("change_page",)),
    },
    "Enhetsredaktör": {
        "told": "skriver nyheter, projekt och sin enhets sidor; någon annan publicerar",
        "rights": (),
        "register": ("view",),
        "pages": ("lists", WRITES),
    },
}


class Command(BaseCommand):
    """Makes what is missing, and adds to groups of these names what they lack. Takes nothing away."""

    help = "Skapar rollerna Kommunikatör, Granskare, Arkivflyttare, Dataskydd och Enhetsredaktör som grupper."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--workflow",
            action="store_true",
            help="Gör också ett arbetsflöde i två steg: Granskare godkänner, sedan publicerar Kommunikatör.",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for name, role in ROLES.items():
            group, made = Group.objects.get_or_create(name=name)
            rights = [f"{act}_{model}" for act in role["register"] for model in REGISTER]
            apps = Q(content_type__app_label__startswith="brygga_")
            group.permissions.add(*Permission.objects.filter(apps, codename__in=[*role["rights"], *rights]))
            group.permissions.add(
                Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
            )
            self._pages(group, *role["pages"])
            self._files(group)
            self.stdout.write(f"{name} ({'ny' if made else 'fanns'}): {role['told']}.")
        name_default_workflow()
        if options["workflow"]:
            self._workflow()
        self.stdout.write("Lägg personer i grupperna under Inställningar, Användare.")

    def _workflow(self) -> None:
        reviewers, publishers = Group.objects.get(name="Granskare"), Group.objects.get(name="Kommunikatör")
        home = existing_home()
        workflow, made = two_step_workflow(reviewers, publishers, home)
        self.stdout.write(f"Arbetsflödet {workflow.name} ({'nytt' if made else 'fanns'}).")
        others = WorkflowPage.objects.filter(page=home).exclude(workflow=workflow)
        if home is None or others.exists():
            self.stdout.write("Det gäller inga sidor än: välj vilka under Inställningar, Arbetsflöden.")

    def _pages(self, group: Group, where: str, codenames: tuple[str, ...]) -> None:
        home = existing_home()
        roots: list[Page] = [home] if home is not None else []
        if where == "lists":
            roots = [
                Page.objects.get(pk=pk)
                for model in (NewsIndexPage, ProjectIndexPage, UnitIndexPage)
                for pk in model.objects.values_list("pk", flat=True)
            ]
        for page in roots:
            for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)

    def _files(self, group: Group) -> None:
        root = Collection.get_first_root_node()
        names = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
        apps = ("wagtailimages", "wagtaildocs")
        for permission in Permission.objects.filter(content_type__app_label__in=apps, codename__in=names):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
