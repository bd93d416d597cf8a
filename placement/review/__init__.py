"""The judge: every rule, stage and goal recomputed from the instance and the plan alone, by plain loops."""
