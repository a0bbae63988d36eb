"""Reports of coaching: written by the coach, read and signed by the client, and then for whom the client names."""
