//! The tables of calls. Each is written once; whoever needs it (the dispatch, the window's commands and access list, the
//! page's stubs) hands the name of a macro to it. A build script includes these files as they are.

mod site;
mod vendor;
mod window;
