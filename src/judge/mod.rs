//! Verdicts: references, facts, rules, waivers.
