"""What authors of rules work with."""
