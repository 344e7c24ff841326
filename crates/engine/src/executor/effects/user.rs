//! System users without login.

use super::{Act, Change, Performed, Prepared, Reversal, Step};
use crate::effects::{HostPath, UserId};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::UserUndo;

pub(super) struct Create<'a> {
    pub(super) name: &'a str,
    pub(super) home: Option<&'a HostPath>,
}

impl Act for Create<'_> {
    fn prepare<'a>(&'a self, scene: &'a Scene<'a>, _: &'a Step) -> Result<Prepared<'a>, StepError> {
        let users = &scene.world().users;
        let user = UserId(self.name.to_owned());
        let existed = users.exists(&user)?;
        let undo = Undo::User(UserUndo {
            name: self.name.to_owned(),
            existed,
        });
        Ok(Prepared::new(undo, move || {
            if existed {
                return Ok(Performed::default());
            }
            users.create(&user, self.home)?;
            Ok(Performed::change(Change::UserOwned(user.0)))
        }))
    }
}

impl Reversal for UserUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let user = UserId(self.name.clone());
        if !self.existed && place.world().users.exists(&user)? {
            place.world().users.remove(&user)?;
        }
        Ok(vec![])
    }
}
