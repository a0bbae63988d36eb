"""What if: changes that an administrator tries out on a result, and what would follow, before anything is kept."""
