"""What the pages about a run show: sentences made when they are read, from the facts that the run stored."""

from app.matching_runs.pages.difference import difference_of, move_headings, move_line, move_rows, page_of
from app.matching_runs.pages.left import left_headings, left_lines
from app.matching_runs.pages.other_pair import other_pair_page
from app.matching_runs.pages.pairs import kind_of, pair_headings, pair_line, runners_up_of
from app.matching_runs.pages.publishing import publish_page, undo_page
from app.matching_runs.pages.review import review_page
from app.matching_runs.pages.runs import run_headings, run_line
from app.matching_runs.pages.supply import supply_headings, supply_lines, supply_of_run
from app.matching_runs.pages.trials import trial_section

__all__ = [
    "difference_of",
    "kind_of",
    "left_headings",
    "left_lines",
    "move_headings",
    "move_line",
    "move_rows",
    "other_pair_page",
    "page_of",
    "pair_headings",
    "pair_line",
    "publish_page",
    "review_page",
    "run_headings",
    "run_line",
    "runners_up_of",
    "supply_headings",
    "supply_lines",
    "supply_of_run",
    "trial_section",
    "undo_page",
]
