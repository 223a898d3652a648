"""Somebody sends more than the office could ever keep."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from siap.web import uploads

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt() -> SimpleUploadedFile:
    """One byte too many."""
    return SimpleUploadedFile("nota.jpg", b"x" * (uploads.LARGEST_REQUEST + 1))


def test_a_stranger_cannot_fill_the_disk_before_the_sign_in(client: Client, receipt: SimpleUploadedFile) -> None:
    answer = client.post(reverse("web:sign-in"), {"document": receipt})
    assert answer.status_code == 413
    assert "paling besar 20 MB" in answer.content.decode()


def test_what_is_only_a_little_too_large_is_told_in_a_sentence(told, receipt: SimpleUploadedFile) -> None:
    client = Client()
    client.force_login(told.world.budi)
    receipt.file.truncate(uploads.LARGEST_REQUEST // 2)
    receipt.size = uploads.LARGEST_REQUEST // 2
    address = reverse("cashbook:write", args=[told["group"].uid, "money_in"])
    response = client.post(address, {"document": receipt})
    assert response.status_code == 422
    assert "5 MB" in response.content.decode()
