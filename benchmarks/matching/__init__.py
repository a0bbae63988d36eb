"""The matching engine against its targets."""
