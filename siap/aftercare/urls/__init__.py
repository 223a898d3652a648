"""The pages of this room."""

from django.urls import path

from siap.aftercare.views import cases, following, forgetting, helping, leaving, lending, planning

app_name = "aftercare"
urlpatterns = [
    path("", cases.home, name="home"),
    path("masa-simpan/", forgetting.past_keeping, name="past-keeping"),
    path("masa-simpan/<uuid:uid>/", forgetting.forget, name="forget"),
    path("siapkan/<uuid:uid>/", cases.prepare, name="prepare"),
    path("rencana/", planning.plans, name="plans"),
    path("rencana/<uuid:uid>/", planning.plan, name="plan"),
    path("rencana/<uuid:uid>/sasaran/", planning.set_goal, name="set-goal"),
    path("rencana/<uuid:uid>/tanpa/", planning.exempt, name="exempt"),
    path("rencana/<uuid:uid>/tinjau/", planning.review, name="review-plan"),
    path("rencana/<uuid:uid>/kecakapan/", planning.rate, name="rate-skill"),
    path("rencana/<uuid:uid>/bukti-sppn.pdf", planning.sppn_paper, name="sppn-paper"),
    path("langkah/<uuid:uid>/selesai/", planning.take_step, name="take-step"),
    path("<uuid:uid>/", cases.case, name="case"),
    path("<uuid:uid>/tanggal/", cases.move, name="move"),
    path("<uuid:uid>/pegang/", cases.take, name="take"),
    path("<uuid:uid>/tutup/", cases.close, name="close"),
    path("<uuid:uid>/buku-pulang.pdf", leaving.booklet, name="booklet"),
    path("tugas/<uuid:uid>/", cases.task, name="task"),
    path("tugas/<uuid:uid>/selesai/", cases.finish, name="finish-task"),
    path("tugas/<uuid:uid>/tidak-perlu/", cases.skip, name="skip-task"),
    path("<uuid:uid>/bekal/", helping.provide, name="provide"),
    path("bekal/<uuid:uid>/kembali/", helping.give_back, name="return"),
    path("bekal/<uuid:uid>/resep/", helping.copy_recipe, name="copy-recipe"),
    path("<uuid:uid>/rujukan/", helping.refer, name="refer"),
    path("rujukan/<uuid:uid>/jawaban/", helping.answer, name="answer"),
    path("rujukan/<uuid:uid>/surat.pdf", helping.referral_letter, name="referral-letter"),
    path("<uuid:uid>/penghasilan/", following.income, name="income"),
    path("<uuid:uid>/usaha/", following.venture, name="venture"),
    path("usaha/<uuid:uid>/keadaan/", following.state, name="state"),
    path("<uuid:uid>/dua-tahun/", following.longer, name="longer"),
    path("kunjungan/<uuid:uid>/", following.follow_up, name="follow-up"),
    path("usaha/<uuid:uid>/catatan/", lending.new, name="new-credit"),
    path("catatan/<uuid:uid>/", lending.credit, name="credit"),
    path("catatan/<uuid:uid>/tarik/", lending.withdraw, name="withdraw-credit"),
    path("catatan/<uuid:uid>/catatan-usaha.pdf", lending.credit_paper, name="credit-paper"),
]
