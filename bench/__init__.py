"""What the office costs: figures beside their limits and peers, measured in one run on the machine at hand."""

import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
"""The only host that is ever asked."""

warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # PostgreSQL's wheel finds another place by itself
