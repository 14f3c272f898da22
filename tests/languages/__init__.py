"""Every message is told in every language, and no catalogue has one too many."""
