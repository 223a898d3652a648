"""What the market does: offer, sell, make sure the money is there, hand it on."""

from siap.market.services.arriving import Told, clear_arrival, match_waiting, name_order, take_statement
from siap.market.services.bundling import bundle, end_bundle
from siap.market.services.buyers import (
    decide_review,
    forget_buyer,
    order_again,
    remember_buyer,
    write_review,
)
from siap.market.services.carrying import name_debts
from siap.market.services.complaining import answer_complaint, complain
from siap.market.services.consigning import bring_goods, open_outlet, settle_outlet, visit_outlet
from siap.market.services.elsewhere import ReportTold, book_order, name_product, read_report, settle_order
from siap.market.services.gatewaying import bill_order, set_gateway, take_notice
from siap.market.services.handing import confirm_cash, hand_over_proceeds
from siap.market.services.making import (
    cancel_round,
    give_made,
    open_round,
    plan_for_orders,
    set_pace,
)
from siap.market.services.offering import end_promotion, open_channel, promote, rule_seller, set_price
from siap.market.services.ordering import (
    accept_order,
    cancel_order,
    hand_over_order,
    ready_order,
    report_payment,
)
from siap.market.services.paying import refuse_payment, verify_payment
from siap.market.services.placing import place_order
from siap.market.services.planning import cancel_event, plan_event
from siap.market.services.quoting import accept_quote, answer_quote, ask_quote
from siap.market.services.recalling import close_recall, start_recall, tally_holder
from siap.market.services.replaying import Taken, replay_sale
from siap.market.services.selling import ring_up, void_sale
from siap.market.services.shopkeeping import register_qris, set_bank_account, set_delivery_fee
from siap.market.services.shorting import see_flag, supply_shortage, write_off_shortage
from siap.market.services.tilling import close_shift, lend_change, open_shift
from siap.market.services.vouchers import end_voucher, issue_voucher

__all__ = [
    "end_voucher",
    "issue_voucher",
    "decide_review",
    "forget_buyer",
    "order_again",
    "remember_buyer",
    "write_review",
    "accept_quote",
    "answer_quote",
    "ask_quote",
    "cancel_round",
    "give_made",
    "open_round",
    "plan_for_orders",
    "set_pace",
    "ReportTold",
    "book_order",
    "bundle",
    "end_bundle",
    "name_product",
    "read_report",
    "settle_order",
    "answer_complaint",
    "complain",
    "end_promotion",
    "promote",
    "accept_order",
    "cancel_order",
    "hand_over_order",
    "place_order",
    "ready_order",
    "register_qris",
    "report_payment",
    "set_bank_account",
    "set_delivery_fee",
    "Taken",
    "Told",
    "clear_arrival",
    "bill_order",
    "match_waiting",
    "set_gateway",
    "take_notice",
    "name_order",
    "take_statement",
    "bring_goods",
    "close_recall",
    "cancel_event",
    "close_shift",
    "confirm_cash",
    "hand_over_proceeds",
    "lend_change",
    "name_debts",
    "open_channel",
    "open_outlet",
    "open_shift",
    "plan_event",
    "refuse_payment",
    "replay_sale",
    "ring_up",
    "rule_seller",
    "see_flag",
    "set_price",
    "settle_outlet",
    "start_recall",
    "supply_shortage",
    "tally_holder",
    "verify_payment",
    "visit_outlet",
    "void_sale",
    "write_off_shortage",
]
