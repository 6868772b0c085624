"""Faults of the system, signals, full disks, crowds, wrong clocks, odd surroundings."""

import pytest

pytest.register_assert_rewrite("tests.gangguan.alat")
