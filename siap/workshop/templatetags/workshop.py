"""`{{ quantity|measured:measure }}`: a quantity of material as people say it."""

from django import template

from siap.workshop import rules

register = template.Library()
register.filter("measured", rules.measured)
