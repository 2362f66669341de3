"""What the API may read: only what any visitor may see."""
