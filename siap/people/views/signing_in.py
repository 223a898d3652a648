"""Who may sign in, and in which role: pages of the Kanwil manager."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.core import clock
from siap.core.errors import Refused
from siap.people import services
from siap.people.access import Request, needs
from siap.people.forms import PasswordForm, RoleForm, UserForm
from siap.people.models import Role, User
from siap.ui.pages import attempt, paginate, show


@needs("user.write")
def users(request: Request) -> HttpResponse:
    """Everybody who may sign in."""
    q = request.GET.get("q", "").strip()
    found = User.objects.order_by("name")
    if q:
        found = found.filter(Q(name__icontains=q) | Q(username__icontains=q))
    today = clock.today()
    lasting = Role.objects.filter(Q(until_on=None) | Q(until_on__gte=today)).select_related("unit")
    standing = Prefetch("roles", lasting, to_attr="standing")
    return show(request, "people/users.html", page=paginate(request, found.prefetch_related(standing)), q=q)


@needs("user.write")
def new_user(request: Request) -> HttpResponse:
    """Let somebody sign in."""
    form = UserForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        added = attempt(
            form,
            lambda: services.add_user(
                typed["username"], typed["name"], typed["password"], person=form.person, by=request.user
            ),
        )
        if added:
            messages.success(
                request, _("Pengguna %(name)s ditambahkan. Beri perannya sekarang.") % {"name": added.username}
            )
            return redirect("people:give-role", added.uid)
    return show(request, "people/new_user.html", form)


@needs("user.write")
def user(request: Request, uid: UUID) -> HttpResponse:
    """One user with his roles, those that ended too."""
    shown = get_object_or_404(User, uid=uid)
    roles = shown.roles.select_related("unit").order_by("-from_on", "-pk")
    return show(
        request, "people/user.html", shown=shown, roles=roles, is_me=shown.pk == request.user.pk, today=clock.today()
    )


@needs("user.write")
def give_role(request: Request, uid: UUID) -> HttpResponse:
    """Put a user in a role."""
    shown = get_object_or_404(User, uid=uid)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        role = attempt(form, lambda: services.give_role(shown, **form.cleaned_data, by=request.user))
        if role:
            messages.success(
                request, _("%(user)s sekarang %(role)s.") % {"user": shown.username, "role": role.get_kind_display()}
            )
            return redirect("people:user", uid)
    return show(request, "people/give_role.html", form, shown=shown)


@require_POST
@needs("user.write")
def end_role(request: Request, uid: UUID, role: int) -> HttpResponse:
    """Take a user out of a role."""
    ended = get_object_or_404(Role.objects.select_related("user"), pk=role, user__uid=uid)
    try:
        services.end_role(ended, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Peran ini berakhir hari ini."))
    return redirect("people:user", uid)


@needs("user.write")
def reset_password(request: Request, uid: UUID) -> HttpResponse:
    """Give a user a new password."""
    shown = get_object_or_404(User, uid=uid)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        attempt(form, lambda: services.reset_password(shown, form.cleaned_data["password"], by=request.user))
        if not form.errors:
            messages.success(request, _("Kata sandi %(user)s sudah diganti.") % {"user": shown.username})
            return redirect("people:user", uid)
    return show(request, "people/reset_password.html", form, shown=shown)
