"""The proof of the wall: what ``./dev wall`` runs, and a short form of it for every test run."""
