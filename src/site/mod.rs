//! The published statements.

pub mod write;
