"""Roles and what each may do. Pure: one table, read by the gate of every page and by the test of roles and pages."""

from datetime import date

from siap.core.text import Text, _

KANWIL_MANAGER = "kanwil_manager"
KANWIL_VIEWER = "kanwil_viewer"
UNIT_HEAD = "unit_head"
OFFICER = "officer"
PROBATION_OFFICER = "probation_officer"
MENTOR = "mentor"
COOPERATIVE_MANAGER = "cooperative_manager"
TREASURER = "treasurer"
AUDITOR = "auditor"
PUBLIC_RELATIONS = "public_relations"

ROLE_NAMES = {
    KANWIL_MANAGER: _("Pengelola program Kanwil"),
    KANWIL_VIEWER: _("Pemantau Kanwil"),
    UNIT_HEAD: _("Kepala UPT"),
    OFFICER: _("Petugas"),
    PROBATION_OFFICER: _("Pembimbing Kemasyarakatan"),
    MENTOR: _("Pendamping koperasi"),
    COOPERATIVE_MANAGER: _("Pengelola koperasi"),
    TREASURER: _("Bendahara kelompok"),
    AUDITOR: _("Auditor"),
    PUBLIC_RELATIONS: _("Humas"),
}

_SEE_PROGRAMME = {"agreement.see", "stage.see", "report.see"}
_SEE_BUSINESS = {"business.see", "workshop.see", "market.see", "cashbook.see"}
_SEE_PEOPLE = {"people.see", "selection.see", "training.see", "sharing.see", "savings.see", "aftercare.see"}
_WORK_WITH_GROUPS = {
    "people.write", "identifier.see", "person.release", "participation.end", "apart.keep", "change.settle",
    "training.write", "business.write",
    "hours.write", "product.write", "batch.write", "permit.write", "sale.write", "sale.void", "payment.verify", "cash.write",
    "consign.write", "outbox.settle", "recall.write",
    "share.prepare", "payout.write", "case.prepare", "action.finish", "plan.write", "activity.tag", "unit.days",
}  # fmt: skip
"""What an officer does in a prison a probation officer does at a Bapas, where clients have groups of their own."""

ACTIONS: dict[str, frozenset[str]] = {
    KANWIL_MANAGER: frozenset(
        _SEE_PROGRAMME | _SEE_BUSINESS | _SEE_PEOPLE
        | {"agreement.write", "activity.tag", "stage.move", "person.merge", "objection.answer", "appeal.answer",
           "permit.write", "permit.confirm", "recall.write", "unit.days", "story.see", "user.write", "audit.see",
           "person.forget", "identifier.see", "report.issue", "waiting.settle", "api_key.write"}
    ),
    KANWIL_VIEWER: frozenset(_SEE_PROGRAMME | _SEE_BUSINESS | {"training.see", "sharing.see", "story.see"}),
    UNIT_HEAD: frozenset(
        _SEE_PROGRAMME | _SEE_BUSINESS | _SEE_PEOPLE
        | {"selection.decide", "decree.file", "unit.days", "action.finish", "share.approve", "payout.approve",
           "sale.void", "payment.verify", "cash.confirm", "month.close",
           "outbox.settle", "permit.confirm", "recall.write",
           "person.release", "participation.end", "person.merge", "apart.keep", "appeal.answer", "change.settle",
           "objection.answer", "story.see", "identifier.see", "report.issue"}
    ),
    OFFICER: frozenset(
        _SEE_PROGRAMME | _SEE_BUSINESS | _SEE_PEOPLE | _WORK_WITH_GROUPS | {"selection.propose", "vacancy.write", "decree.file"}
    ),
    PROBATION_OFFICER: frozenset(
        _SEE_PROGRAMME | _SEE_BUSINESS | _SEE_PEOPLE | _WORK_WITH_GROUPS
        | {"client.accept", "case.write", "venture.write"}
    ),
    MENTOR: frozenset(
        _SEE_PROGRAMME | _SEE_BUSINESS
        | {"visit.write", "action.finish", "activity.tag", "product.write", "consign.write"}
    ),
    COOPERATIVE_MANAGER: frozenset(
        _SEE_PROGRAMME | _SEE_BUSINESS
        | {"visit.write", "action.finish", "activity.tag", "product.write", "permit.write", "sale.write",
           "consign.write"}
    ),
    TREASURER: frozenset({"cashbook.see", "cash.write"}),
    AUDITOR: frozenset(_SEE_PROGRAMME | _SEE_BUSINESS | _SEE_PEOPLE | {"audit.see", "story.see"}),
    PUBLIC_RELATIONS: frozenset({"agreement.see", "stage.see", "story.see", "story.write", "story.publish"}),
}  # fmt: skip


def actions_of(roles: frozenset[str]) -> frozenset[str]:
    """Everything that somebody in these roles may do."""
    return frozenset().union(*(ACTIONS[role] for role in roles))


IN_A_UNIT = frozenset({UNIT_HEAD, OFFICER, PROBATION_OFFICER, TREASURER})
"""These roles are for one unit; all others are for the whole office."""

BAPAS = "bapas"
"""The kind of unit that guides clients and holds nobody."""
RELEASES: dict[str, Text] = {
    "pb": _("Pembebasan bersyarat (PB)"),
    "cb": _("Cuti bersyarat (CB)"),
    "cmb": _("Cuti menjelang bebas (CMB)"),
    "free": _("Bebas murni"),
    "acquitted": _("Putusan bebas"),
    "by_law": _("Lepas demi hukum"),
}
"""Ways out of custody. *Asimilasi* is not one of them: it is still custody."""
DEATH = "death"
"""What ended a placement when the person died: no way out of custody either."""
SUPERVISED = frozenset({"pb", "cb", "cmb"})
"""After these a Bapas guides the person; after the others only by consent."""
RELEASES_OF: dict[str, tuple[str, ...]] = {
    "convict": tuple(RELEASES),
    "detainee": ("acquitted", "by_law"),
    "client": ("free",),
    "officer": (),
}
"""Which way out is open to whom. A detainee has no sentence to be let off; a client's guidance only ends."""
ADULT = 18  # years
OLDEST = 100  # years; an earlier birth date is a slip of the finger

CONSENT_VERSION = "2026-1"
CONSENT_TEXTS: dict[str, Text] = {
    "joining": _(
        "Saya ikut program ini atas kemauan sendiri. Saya boleh berhenti kapan saja, dan berhenti tidak pernah dinilai "
        "sebagai kelakuan yang kurang baik."
    ),
    "story": _(
        "Cerita saya boleh dimuat untuk umum dengan nama panggilan, tanpa perkara dan tanpa masa pidana. Saya boleh "
        "menarik izin ini kapan saja, dan ceritanya segera diturunkan."
    ),
    "photo": _(
        "Foto saya bekerja boleh dimuat untuk umum. Saya boleh menarik izin ini kapan saja, dan fotonya segera diturunkan."
    ),
    "follow_up": _(
        "Sesudah bebas, pembimbing dari Bapas boleh menghubungi saya untuk menanyakan kabar usaha saya. Saya boleh "
        "menolak kapan saja."
    ),
}
"""What is read aloud before somebody signs, by kind of consent. Another text is another version."""
PUBLIC_CONSENTS = frozenset({"story", "photo"})
"""What the public would see: never of a detainee, and asked again after the last release."""


RETENTION = "person-retention-years"
"""The rate: so many years after the last bond with the programme ended, a person is forgotten."""
CORRECTED_BECAUSE: dict[str, Text] = {
    "asked": _("Diminta orangnya"),
    "slip": _("Salah ketik atau salah baca"),
}
"""Why something about a person was corrected."""


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for a 29th that is not there."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28) if leap else day.replace(year=day.year + years)


def age(born_on: date, on: date) -> int:
    """Whole years of age on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def fits(status: str, unit_kind: str) -> bool:
    """Whether somebody of this status can be in a unit of this kind: clients at a Bapas, inmates anywhere else."""
    return status == "officer" or (status == "client") == (unit_kind == BAPAS)
