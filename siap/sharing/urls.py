"""The pages of this room."""

from django.urls import path

from siap.sharing.views import home, payouts, saving, shares, slips, state

app_name = "sharing"
urlpatterns = [
    path("", home.home, name="home"),
    path("usaha/<uuid:uid>/", shares.business, name="business"),
    path("usaha/<uuid:uid>/siapkan/", shares.prepare, name="prepare"),
    path("usaha/<uuid:uid>/modal/", shares.return_capital, name="return-capital"),
    path("<uuid:uid>/", shares.share, name="share"),
    path("<uuid:uid>/setujui/", shares.approve, name="approve"),
    path("<uuid:uid>/kembalikan/", shares.send_back, name="send-back"),
    path("<uuid:uid>/dana/", shares.fund, name="fund"),
    path("<uuid:uid>/batalkan/", shares.reverse_share, name="reverse"),
    path("<uuid:uid>/slip/", slips.slips, name="slips"),
    path("<uuid:uid>/slip/slip.pdf", slips.slips_pdf, name="slips-pdf"),
    path("slip/<uuid:uid>/", slips.slip, name="slip"),
    path("slip/<uuid:uid>/slip.pdf", slips.slip_pdf, name="slip-pdf"),
    path("slip/<uuid:uid>/keberatan/", slips.objection, name="object"),
    path("slip/<uuid:uid>/terima/", slips.receive, name="receive"),
    path("keberatan/", slips.objections, name="objections"),
    path("keberatan/<uuid:uid>/", slips.answer, name="answer"),
    path("titipan/<uuid:uid>/", saving.savings, name="savings"),
    path("titipan/<uuid:uid>/cetak/", saving.statement, name="statement"),
    path("titipan/<uuid:uid>/keluar/", saving.leaving, name="leaving"),
    path("titipan/<uuid:uid>/tarik/", saving.withdraw, name="withdraw"),
    path("pembayaran/", payouts.payouts, name="payouts"),
    path("pembayaran/<uuid:uid>/", payouts.payout, name="payout"),
    path("pembayaran/<uuid:uid>/setujui/", payouts.approve, name="approve-payout"),
    path("pembayaran/<uuid:uid>/tolak/", payouts.refuse, name="refuse-payout"),
    path("pembayaran/<uuid:uid>/bayar/", payouts.pay, name="pay"),
    path("pembayaran/<uuid:uid>/dokumen/", payouts.document, name="payout-document"),
    path("pindah/", payouts.hand_overs, name="hand-overs"),
    path("pindah/<uuid:uid>/kirim/", payouts.send, name="send-hand-over"),
    path("pnbp/", state.units, name="state"),
    path("pnbp/<uuid:uid>/", state.unit, name="state-unit"),
    path("pnbp/<uuid:uid>/tagih/", state.bill, name="bill"),
    path("pnbp/setoran/<uuid:uid>/", state.document, name="deposit-document"),
    path("pnbp/<uuid:uid>/setor/", state.deposit, name="deposit"),
]
