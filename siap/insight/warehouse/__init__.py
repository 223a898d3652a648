"""Figures that leave the office for the nation's: closed months as Parquet, and the questions asked of many such offices."""

from siap.insight.warehouse.asking import ask
from siap.insight.warehouse.exporting import export
from siap.insight.warehouse.schema import QUESTIONS, TABLES, question, views

__all__ = ["QUESTIONS", "TABLES", "ask", "export", "question", "views"]
