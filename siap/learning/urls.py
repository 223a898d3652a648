"""The pages of this room."""

from django.urls import path

from siap.learning.views import certificates, classes

app_name = "learning"
urlpatterns = [
    path("", classes.home, name="home"),
    path("pelatihan/", classes.courses, name="courses"),
    path("pelatihan/baru/", classes.add_course, name="add-course"),
    path("kelas/baru/", classes.open_cohort, name="open-cohort"),
    path("kelas/<uuid:uid>/", classes.cohort, name="cohort"),
    path("kelas/<uuid:uid>/peserta/", classes.enrol, name="enrol"),
    path("kelas/<uuid:uid>/pertemuan/", classes.hold_session, name="hold-session"),
    path("kelas/<uuid:uid>/nilai/", classes.marks, name="marks"),
    path("kelas/<uuid:uid>/lulus/", classes.certify, name="certify"),
    path("kelas/<uuid:uid>/daftar-hadir/", classes.attendance_sheet, name="attendance-sheet"),
    path("pertemuan/<uuid:uid>/", classes.session, name="session"),
    path("sertifikat/", certificates.certificates, name="certificates"),
    path("sertifikat/<uuid:uid>/", certificates.certificate, name="certificate"),
    path("sertifikat/<uuid:uid>/cabut/", certificates.revoke, name="revoke"),
    path("sertifikat/<uuid:uid>/cetak/", certificates.certificate_pdf, name="certificate-pdf"),
    path("periksa/", certificates.check_number, name="check-number"),
    path("periksa/<uuid:uid>/", certificates.check, name="check"),
]
