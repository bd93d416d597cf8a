"""Texts in Norwegian (nb) and English (en), dates and numbers; renders (template, facts) to a sentence."""
