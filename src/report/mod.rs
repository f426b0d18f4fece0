//! One report value, many formats.
