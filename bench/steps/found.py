"""The office as it was founded, without a history."""

from django.core.management import call_command

from siap.web.demo import founding

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    founding.found()
    print("null")
