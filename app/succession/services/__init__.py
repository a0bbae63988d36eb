"""What is done to plans: appointing, naming, asking, choosing, settling, working together."""
