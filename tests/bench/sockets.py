"""How fast one post reaches many sockets of one topic: the house under a server, beside a bare broadcast.

N readers in a process of their own follow one topic; a sender writes a post's event into the table every tenth of a
second, or as fast as it is delivered. The bare broadcast is `websockets`' own, of the same bytes, to the same readers, in the same
run: a machine's noise is in both. What counts are ratios, and the latency of the run at ten posts a second.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import websockets

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (100, 500, 1000)
BURST, PACED = 40, 100
EVERY = 0.1


@dataclass
class Reader:
    """What one socket received: the events' numbers, and how long each was on its way."""

    numbers: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    owed: int = 0
