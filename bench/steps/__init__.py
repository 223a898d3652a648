"""What runs inside an office: each is a process with `SIAP_DATA` set, and prints its outcome as JSON on its last line."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siap.settings")
django.setup()
