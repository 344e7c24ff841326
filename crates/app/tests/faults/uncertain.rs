//! A database whose device fails at the very end of a change, and from there on: nobody knows whether the change holds, and
//! no later failure, of the record that should tell of it for one, may take the place of that news.

use sealift_testkit::world::Trouble;

use crate::ending::Fault;
use crate::scenes::Scene;

fn of_every_sync_of_the_database_from_one_on(fault: &Fault) -> bool {
    let fails = matches!(
        &fault.trouble,
        Trouble::Fails(sealift_engine::effects::FileFault::Device(_))
    );
    fails && fault.lasts && fault.doing.starts_with("sync var/lib/sealift/state.db")
}

#[test]
fn i06_an_import_whose_end_nobody_knows_says_so_whatever_fails_after_it() {
    for scene in [&Scene::IMPORT, &Scene::IMPORT_OF_DELTA] {
        let violation = scene.first_violation(false, of_every_sync_of_the_database_from_one_on);
        assert_eq!(violation, None);
    }
}
