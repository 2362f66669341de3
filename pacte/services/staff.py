"""The group of the pact's staff, what it may do, and the workflow it approves."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from pacte.models import Action, Organisation
from pacte.permissions import CURATORS
from pacte.services.loading import Ledger, Row, Sources, read_json

ACTIONS = ("add", "change", "delete", "view", "publish", "lock", "unlock", "choose", "access")
PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


@dataclass(frozen=True, slots=True)
class Right:
    """A right of the staff on a model, everywhere or on the collections of files."""

    key: str
    app: str
    model: str
    codename: str
    on_collections: bool


StaffRights = tuple[Right, ...]


def read_staff(sources: Sources) -> StaffRights:
    """Read and check the rights of the staff."""
    rows = read_json(sources, "curators.json", ("model", "actions", "collection"), key="model")
    return tuple(right for row in rows for right in _rights(row))


def _rights(row: Row) -> list[Right]:
    app, _dot, model = row.text("model").partition(".")
    if not model:
        row.fail("model", _("une valeur comme pacte.organisation est attendue."))
    return [
        Right(f"{app}.{action}_{model}", app, model, f"{action}_{model}", row.flag("collection"))
        for action in row.choices("actions", ACTIONS)
    ]


def set_up_staff(rights: StaffRights, ledger: Ledger) -> None:
    """Create the staff's group, give its rights once each, and set up its workflow."""
    if not ledger.pending("right", rights) and ("workflow", "staff") in ledger.known:
        return
    group, _created = Group.objects.get_or_create(name=CURATORS)
    _give_rights(group, ledger.pending("right", rights), ledger)
    if ("workflow", "staff") not in ledger.known:
        _give_pages(group)
        ledger.remember("workflow", {"staff": _set_up_workflow(group).pk})


def _give_rights(group: Group, rights: list[Right], ledger: Ledger) -> None:
    made: dict[str, Any] = {}
    root = Collection.get_first_root_node()
    for right in rights:
        permission = _permission(right)
        if permission is None:
            continue
        if right.on_collections:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
        else:
            group.permissions.add(permission)
        made[right.key] = permission.pk
    ledger.remember("right", made)


def _permission(right: Right) -> Permission | None:
    """Return a permission; publication and locks may be asked for before Wagtail makes them."""
    kind = ContentType.objects.filter(app_label=right.app, model=right.model).first()
    if kind is None:
        return None
    found = Permission.objects.filter(content_type=kind, codename__startswith=right.codename)
    if exact := found.filter(codename__in=[right.codename, "access_admin"]).first():
        return exact
    name = f"Can {right.codename.replace('_', ' ')}"
    return Permission.objects.create(content_type=kind, codename=right.codename, name=name)


def _give_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    kind = ContentType.objects.get_for_model(Page)
    codenames = [f"{action}_page" for action in PAGE_ACTIONS]
    for permission in Permission.objects.filter(content_type=kind, codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_up_workflow(group: Group) -> Workflow:
    workflow, created = Workflow.objects.get_or_create(name=_("Relecture par l’animation"))
    if created:
        task = GroupApprovalTask.objects.create(name=_("Relecture par l’animation"))
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for model in (Organisation, Action):
        kind = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow
