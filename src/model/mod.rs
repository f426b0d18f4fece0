//! What the documents are: kinds, shapes, references, catalogues.
//!
//! The model finds and describes documents; whether they keep the guidance is `judge`'s business.

pub mod catalog;
pub mod colour;
pub mod export;
pub mod format;
pub mod health;
pub mod kind;
pub mod lens;
pub mod load;
pub mod nearest;
pub mod offering;
pub mod partner;
pub mod price;
pub mod promise;
pub mod schema;
pub mod shape;
pub mod timetable;
pub mod topic;
pub mod workspace;

pub use kind::{KINDS, Kind};
pub use load::load;
pub use schema::Schemas;
pub use timetable::Timetable;
pub use workspace::{Entry, Loaded, Workspace};
