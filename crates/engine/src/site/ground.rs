//! Where a use case takes place: a machine, and where things lie on it.

use sealift_package::manifest::{Platform, ProductId};
use sealift_plan::layout::{Layout, LayoutError, Scope, WorldRoot};

use super::SitePaths;
use crate::effects::{LockHolder, World};

/// A machine as whoever knows it describes it; only `host` can say these things of a real one.
#[derive(Clone)]
pub struct Ground {
    /// The machine's effects.
    pub world: World,
    /// Where Sealift keeps its state and finds the facility's rules.
    pub paths: SitePaths,
    /// The world's root as an absolute path of the machine.
    pub root: WorldRoot,
    /// For whom products are installed.
    pub scope: Scope,
    /// What the machine is.
    pub platform: Platform,
    /// This process's number, for whoever finds the world locked.
    pub process: u32,
}

impl Ground {
    /// Where the places of a product lie.
    ///
    /// # Errors
    /// [`LayoutError`] when the root leaves no room for them.
    pub fn layout(&self, product: &ProductId) -> Result<Layout, LayoutError> {
        Layout::new(self.root.clone(), &self.scope, product)
    }

    /// What this process says of itself to whoever finds the world locked by it from now on.
    #[must_use]
    pub fn holder(&self, operation: &str) -> LockHolder {
        LockHolder::now(self.world.clock.as_ref(), self.process, operation)
    }
}
