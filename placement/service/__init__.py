"""Use cases: the only place that joins tables, rules, solver, judge and words."""
