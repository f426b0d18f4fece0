//! Where on a statement customers read a field of an offering: the section's anchor, the same in every language.
//!
//! A table; it must never know what a section says about the field.

/// Fields of an offering's `spec` that its statement shows, each with the anchor of the section in which it is
/// first told; empty for the head of the page. A field that is not here is on no statement.
pub const SECTIONS: &[(&str, &str)] = &[
    ("access", "tenant"),
    ("accessibility", "accessibility"),
    ("billing", "billing"),
    ("changeNotice", "about"),
    ("changes", "about"),
    ("checklist", "needs"),
    ("communications", "contact"),
    ("contacts", "contact"),
    ("customerDuties", "needs"),
    ("delivery", "delivery"),
    ("documentOrder", "about"),
    ("documents", "about"),
    ("effectiveFrom", "about"),
    ("effectiveTo", "about"),
    ("eligibility", "needs"),
    ("emergency", "emergency"),
    ("entitlement", "needs"),
    ("escalation", "escalation"),
    ("formerNames", "about"),
    ("hours", "hours"),
    ("interruptions", "about"),
    ("languages", "languages"),
    ("name", ""),
    ("nextReviewOn", "about"),
    ("notContacts", "contact"),
    ("precedence", "about"),
    ("prerequisites", "needs"),
    ("pricing", "pricing"),
    ("process", "response"),
    ("products", "scope"),
    ("remedies", "remedies"),
    ("requestTypes", "response"),
    ("reviewedOn", "about"),
    ("scheduledChanges", "about"),
    ("scope", "scope"),
    ("severities", "severities"),
    ("severityNote", "severities"),
    ("severitySetting", "severities"),
    ("sites", "hours"),
    ("slaCredits", "billing"),
    ("summary", ""),
    ("supersedes", "about"),
    ("supportTypes", "scope"),
    ("targets", "response"),
    ("version", "about"),
];

/// The anchor of a field; none where no statement shows it.
pub fn section(field: &str) -> Option<&'static str> {
    let known = SECTIONS.iter().find(|(known, _)| *known == field);
    known.map(|(_, anchor)| *anchor)
}
