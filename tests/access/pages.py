"""Every address of the house, with what it is about in the whole story, and everybody who may knock."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.whole import Whole

WHO = {
    "anonymous": "", "kanwil_manager": "kanwil", "kanwil_viewer": "pantau", "unit_head": "kalapas", "officer": "budi",
    "probation_officer": "hendra", "mentor": "rina", "cooperative_manager": "koperasi", "treasurer": "dewi",
    "auditor": "auditor", "public_relations": "humas", "elsewhere (Joko)": "joko",
}  # fmt: skip
"""A role, and who stands for it."""

ABOUT: dict[str, str] = {
    "people": "person", "people:user": "user", "people:give-role": "user", "people:end-role": "user",
    "people:reset-password": "user", "people:certificate": "dead", "people:roster": "roster",
    "people:drop-unit-days": "unit_days",
    "people:write-roster": "roster", "people:drop-roster": "roster", "people:settle-twin": "roster",
    "programme:agreement": "agreement", "programme:new-terms": "agreement",
    "programme:complete": "agreement", "programme:take-part": "agreement", "programme:file-paper": "agreement",
    "programme:follow-scope": "agreement",
    "programme:paper": "agreement_paper", "programme:data-annex": "agreement",
    "rollout:agreement": "agreement", "rollout:tag": "cohort",
    "programme": "participation",
    "people:end-apart": "pair", "programme:vacancy": "vacancy", "programme:close-vacancy": "vacancy",
    "programme:keep-as-is": "change", "programme:answer-appeal": "appeal", "programme:appeal": "refused",
    "programme:end": "participation_open", "programme:decree": "decree", "programme:decree-paper": "decree",
    "learning:reissue": "certificate", "learning:credential": "certificate",
    "learning:issuer": "course", "learning:revoked": "course",
    "learning:course": "course", "learning:lesson": "course", "learning:lesson-paper": "course",
    "learning:take-away": "course", "learning:bank": "course", "learning:bank-file": "course",
    "learning:import-bank": "course", "learning:key-answers": "test", "learning:question-paper": "test",
    "learning:answer-sheets": "test", "learning:close-test": "test", "learning:lend": "test", "learning:game": "game",
    "learning": "cohort", "learning:session": "session", "learning:certificate": "certificate",
    "learning:revoke": "certificate", "learning:certificate-pdf": "certificate", "learning:check": "certificate",
    "business": "group", "business:sheet": "sheet", "business:correct": "sheet", "business:finish-action": "visit_action",
    "business:visit-photo": "visit", "business:call-off-visit": "visit_planned",
    "workshop": "group", "workshop:product": "product", "workshop:cost": "product", "workshop:recipe": "product",
    "workshop:card": "product", "workshop:develop": "product", "workshop:step": "product", "workshop:evidence": "product",
    "workshop:panel": "product", "workshop:rival": "product", "workshop:describe": "product", "workshop:photo": "product",
    "workshop:panel-photo": "panel", "workshop:plan": "product", "workshop:planned": "batch_plan",
    "workshop:start": "batch_plan", "workshop:check": "batch_plan", "workshop:drop": "batch_plan",
    "workshop:describe-material": "material", "workshop:contract": "material", "workshop:sub-recipe": "material",
    "workshop:take-back": "purchase", "workshop:write-off": "lot",
    "workshop:describe-label": "product", "workshop:ready": "product", "workshop:retire": "product", "workshop:make": "product",
    "workshop:material": "material", "workshop:buy": "material", "workshop:proof": "permit",
    "workshop:purchase": "purchase", "workshop:receipt": "purchase", "workshop:batch": "batch", "workshop:lot": "lot",
    "workshop:hold": "lot", "workshop:unhold": "lot", "workshop:label": "lot", "workshop:label-paper": "lot",
    "workshop:permit": "permit", "workshop:withdraw": "permit",
    "workshop:exempt": "product", "workshop:exemption": "exemption", "workshop:letter": "exemption",
    "workshop:decide": "exemption", "workshop:jar": "lot",
    "market": "channel", "market:sale": "sale", "market:receipt": "sale", "market:void": "sale",
    "market:payment": "payment", "market:refuse": "payment", "market:confirm": "cashier", "market:hand-over": "group",
    "market:arrival": "arrival", "market:claim-arrival": "arrival", "market:clear-arrival": "arrival",
    "market:web-shop": "online", "market:key-order": "online", "market:sellers": "channel",
    "market:order": "order", "market:answer-quote": "quote", "market:make-to-order": "product",
    "market:prices": "product", "market:round": "round",
    "market:decide-review": "review",
    "market:round-paper": "round", "market:cancel-round": "round", "shop:ask": "online",
    "market:move-order": "order", "market:cancel-order": "order",
    "shop": "product", "shop:checkout": "online",
    "cashbook": "group", "cashbook:note": "note", "cashbook:reverse": "note", "cashbook:receipt": "note",
    "cashbook:counterparty": "counterparty", "cashbook:dispose": "equipment", "cashbook:unit": "unit",
    "cashbook:unit-ageing": "unit", "cashbook:unit-ageing-paper": "unit", "cashbook:unit-ageing-table": "unit",
    "cashbook:unit-paper": "unit", "cashbook:unit-table": "unit", "cashbook:unit-lines": "unit",
    "sharing": "share", "sharing:business": "group", "sharing:prepare": "group", "sharing:return-capital": "group",
    "sharing:slip": "slip", "sharing:slip-pdf": "slip", "sharing:object": "slip", "sharing:answer": "objection",
    "sharing:savings": "person", "sharing:withdraw": "person", "sharing:payout": "payout",
    "sharing:approve-payout": "payout", "sharing:refuse-payout": "payout", "sharing:pay": "payout",
    "sharing:state-unit": "unit", "sharing:deposit": "unit", "sharing:bill": "unit", "sharing:receive": "slip",
    "sharing:statement": "person", "sharing:leaving": "leaver",
    "sharing:payout-document": "closing", "sharing:send-hand-over": "hand_over",
    "sharing:deposit-document": "deposit",
    "aftercare:plan": "planner", "aftercare:set-goal": "planner", "aftercare:exempt": "planner",
    "aftercare:review-plan": "planner", "aftercare:rate-skill": "planner", "aftercare:sppn-paper": "planner",
    "aftercare:take-step": "plan_step",
    "aftercare:prepare": "coming_home", "aftercare:task": "task", "aftercare:forget": "leaver", "aftercare:skip-task": "task",
    "aftercare:return": "provision", "aftercare:copy-recipe": "taken_recipe",
    "aftercare:answer": "referral", "aftercare:referral-letter": "referral",
    "aftercare:state": "venture", "aftercare:new-credit": "venture", "aftercare:credit": "credit_record",
    "aftercare:withdraw-credit": "credit_record", "aftercare:credit-paper": "credit_record", "record": "credit_record",
    "aftercare": "case", "aftercare:finish": "task", "aftercare:finish-task": "task", "aftercare:follow-up": "follow_up",
    "rollout": "unit",
    "stories": "draft", "stories:story": "story", "stories:picture": "story", "stories:react": "story",
    "stories:poster": "story",
    "insight": "unit", "insight:board": "group", "insight:behind-board": "group",
    "insight:report": "report", "insight:report-paper": "report", "insight:report-table": "report",
    "insight:person-way": "person", "insight:dossier": "person", "insight:dossier-file": "person",
    "insight:rupiah-way": "sale", "insight:sales-behind": "share", "insight:jar-way": "lot", "insight:epcis": "lot",
    "web:settle": "waiting", "web:outbox-item": "item", "web:outbox-try": "item", "web:outbox-settle": "item",
    "web:outbox-book": "item", "web:api-key-withdraw": "api_key",
    "market:close-shift": "shift", "market:shortage": "shortage", "market:supply-shortage": "shortage",
    "market:write-off-shortage": "shortage", "market:see-flag": "flag", "market:outlet": "outlet", "market:bring": "outlet",
    "market:visit-outlet": "outlet", "market:settle-outlet": "outlet", "market:event": "event", "market:group": "group",
    "workshop:quality": "product", "workshop:check-lot": "checked_lot", "workshop:cleaning": "group",
    "market:start-recall": "lot", "market:recall": "recall", "market:complaint": "complaint",
    "market:answer-complaint": "complaint", "shop:complain": "lot",
    "market:recall-letters": "recall", "market:recall-report": "recall",
    "market:close-recall": "recall", "market:tally": "recall_holder",
    "market:bundles": "channel", "market:vouchers": "online", "market:platform": "platform", "market:read-report": "platform",
    "market:name-product": "platform",
    "market:book-orders": "platform", "market:settle-orders": "platform", "market:upload-form": "platform",
    "market:event-goods": "event", "market:cancel-event": "event", "market:note-paper": "consignment",
}  # fmt: skip
"""What the `uid` in an address is: by page, else by room."""


@dataclass(frozen=True)
class Page:
    """One address."""

    name: str
    params: tuple[str, ...]
    view: Any

    @property
    def needs(self) -> str:
        """Who may open it."""
        return getattr(self.view, "needs", "open")

    def address(self, told: Whole) -> str:
        """The address of this page about the thing of the story."""
        return reverse(self.name, kwargs={param: self._value(param, told) for param in self.params})

    def _value(self, param: str, told: Whole) -> object:
        if param == "uid":
            return told[ABOUT.get(self.name) or ABOUT[self.name.split(":")[0]]].uid
        return {
            "kind": lambda: (
                "cohort"
                if self.name == "rollout:tag"
                else "money_in"
                if self.name.startswith("cashbook")
                else "xlsx"
                if "bank-file" in self.name
                else "story"
            ),
            "lesson": lambda: 1,
            "number": lambda: 1,
            "secret": lambda: told["order"].secret,
            "link": lambda: told["calendar_link"],
            "enrolment": lambda: told["test"].cohort.enrolments.first().pk,
            "token": lambda: f"j-{told['test'].uid.hex}-1",
            "figure": lambda: "1110",
            "key": lambda: "turnover",
            "board": lambda: "kelompok",
            "step": lambda: told["product"].moves.order_by("-pk").first().pk,
            "product_uid": lambda: told["product"].uid,
            "business": lambda: told["group"].uid,
            "pk": lambda: told["item"].pk,
            "person": lambda: told["person"].uid,
            "role": lambda: told["role"].pk,
            "position": lambda: told["fact"].pk,
        }[param]()


def pages(resolver: Any = None, namespace: str = "") -> Iterator[Page]:
    """Every page of the house."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield Page(f"{namespace}{pattern.name}", tuple(pattern.pattern.converters), pattern.callback)
