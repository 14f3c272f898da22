"""What happened: events, rules, decisions, figures, store, log, bundle and verify."""
