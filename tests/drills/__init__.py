"""Long trials that are run by name (``./dev drill NAME``); the suite runs a small round of each."""
