//! The planner on a product with three components, and on random ones.

mod components;
mod data;
mod files;
mod golden;
mod order;
mod property;
mod room;
mod sample;
