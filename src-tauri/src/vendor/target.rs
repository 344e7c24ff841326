//! This machine as the target of a release that is still being written.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sealift_desk::Failure;
use sealift_desk::data::CheckView;
use sealift_package::manifest::Manifest;
use sealift_plan::facts::Facts as Found;
use sealift_plan::inquiry::Inquiry;
use sealift_plan::layout::Layout;
use sealift_plan::requirements::evaluate;

use crate::held;
use crate::ipc::Question;

/// How long a look at the machine holds: a description is judged with every word that is typed.
const FRESH: Duration = Duration::from_secs(30);

/// What the machine is, as last looked at.
#[derive(Default)]
pub(crate) struct Facts(Mutex<Option<(Instant, Arc<Found>)>>);

impl Facts {
    fn of(&self, question: &Question<'_>) -> Result<Arc<Found>, Failure> {
        let mut kept = held(&self.0);
        if let Some((since, facts)) = kept.as_ref().filter(|(since, _)| since.elapsed() < FRESH) {
            let _ = since;
            return Ok(Arc::clone(facts));
        }
        let desk = question.shell.site().desk()?;
        let facts = Arc::new(
            sealift_host::world(desk.place())?
                .survey
                .facts(&Inquiry::full())?,
        );
        *kept = Some((Instant::now(), Arc::clone(&facts)));
        Ok(facts)
    }
}

/// Judges a release's requirements on this machine, as an operator would see them.
pub(super) fn check(question: &Question<'_>, manifest: &Manifest) -> Result<CheckView, Failure> {
    let desk = question.shell.site().desk()?;
    let place = desk.place();
    let facts = question.shell.facts().of(question)?;
    let layout = Layout::new(place.root().clone(), place.scope(), &manifest.product)?;
    let findings = evaluate(manifest, &facts, None, &layout);
    Ok(sealift_desk::views::check(
        question.wording,
        &facts,
        findings.iter(),
        true,
    ))
}
