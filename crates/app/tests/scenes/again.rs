//! Doing again what was disturbed: whoever finds something there already may have found what a dead process has made and
//! no disk has kept.

use sealift_testkit::world::FakeWorld;

use super::judge::{Between, Holdings, Standing};
use super::scene::Scene;

impl Scene {
    /// Recovers a machine, does it again where it was not done, and insists that it is done and durable then.
    pub(crate) fn can_be_repeated(
        &self,
        between: &Between,
        world: FakeWorld,
    ) -> Result<(), String> {
        let site = self.on(world);
        let mended = site.recover().map_err(|failure| failure.to_string())?;
        let was_done = between.standing(&Holdings::of(&site.world), true) == Standing::New;
        if !was_done {
            let said = (self.act)(&site);
            if said.as_ref().err().map(|failure| failure.code) != self.fails {
                return Err(format!("{said:?} after {mended:?}"));
            }
        }
        let without_power = site.world.again();
        without_power.cut_power();
        // Rows carry the numbers of trees and runs, of which there were more now.
        let between = between.apart_from_rows();
        let site = self.on(without_power);
        match between.judge(&site, false)? {
            // A dead process has said to nobody that it was done.
            standing if standing.is_new() || was_done => Ok(()),
            standing => Err(format!("it is {standing:?} without power")),
        }
    }
}
