"""A cohort that is made again from another one begins with its library."""

from __future__ import annotations

from app.cohorts.copies import copied
from app.library.services import copy_library

copied(copy_library)
