//! csp-support checks, audits and publishes what a Microsoft CSP partner promises its customers.

pub mod cli;
pub mod error;
pub mod finding;
pub mod hours;
pub mod judge;
pub mod model;
pub mod page;
pub mod report;
pub mod site;
pub mod source;
pub mod yaml;
