//! The published statements.
