//! What program this is, and printing what it shows.

use sealift_desk::Failure;
use sealift_desk::data::{About, Nothing};
use sealift_host::Actor;
use sealift_plan::layout::Scope;

use super::preference_file::{locale, system_language};
use crate::ipc::Question;
use crate::site::Site;

pub(crate) fn about(question: &Question<'_>, _: Nothing) -> Result<About, Failure> {
    let site = question.shell.site();
    let desk = site.desk()?;
    let place = desk.place();
    let is_elevated = matches!(site, Site::Elevated(_));
    let scope = match () {
        () if place.is_relocated() => "relocated",
        () if is_elevated || *place.scope() == Scope::System => "system",
        () => "user",
    };
    let Actor {
        host,
        login_user,
        effective_user,
        ..
    } = sealift_host::actor();
    Ok(About {
        version: env!("CARGO_PKG_VERSION").into(),
        scope: scope.into(),
        root: place.root().as_str().to_owned(),
        host: sealift_app::plain(&host),
        user: sealift_app::plain(&login_user.unwrap_or(effective_user)),
        locked: site.is_locked(),
        language: system_language(),
        locale: locale(),
    })
}

pub(crate) fn print(question: &Question<'_>, _: Nothing) -> Result<Nothing, Failure> {
    if let Some(surface) = question.shell.surface() {
        surface.print()?;
    }
    Ok(Nothing {})
}
