//! Publishing: the folder that is written, and the pages in it.

mod access;
mod chain;
mod channels;
mod closures;
mod compared;
mod comparison;
mod customers;
mod directions;
mod folder;
mod fragments;
mod head;
mod hosts;
mod incremental;
mod languages;
mod logo;
mod marks;
pub(crate) mod markup;
mod open_now;
pub(crate) mod pages;
mod patterns;
mod prices;
pub(crate) mod printed;
mod response;
mod scope;
mod sentences;
mod severities;
mod weeks;
