//! What is installed, and how it is.

use sealift_app::cases::depot::{self, ReleaseName};
use sealift_app::cases::status::{self, Health, ProductStatus};
use sealift_app::{Facility, Failure, plain};

use crate::asked::Asked;
use crate::data::{DifferenceView, InstalledView, Nothing, ServiceView, StatusRequest};

pub(crate) fn installed(asked: &Asked<'_>, _: Nothing) -> Result<Vec<InstalledView>, Failure> {
    match asked.facility() {
        Ok(facility) => of(asked, &facility, None, false),
        Err(failure) if failure.code == "state-absent" => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

pub(crate) fn status(
    asked: &Asked<'_>,
    request: StatusRequest,
) -> Result<InstalledView, Failure> {
    let facility = asked.facility()?;
    let found = of(asked, &facility, Some(&request.product), request.full)?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| status::not_installed(&request.product))
}

fn of(
    asked: &Asked<'_>,
    facility: &Facility,
    product: Option<&str>,
    full: bool,
) -> Result<Vec<InstalledView>, Failure> {
    let site = status::status(facility, product, full)?;
    site.products
        .into_iter()
        .map(|status| view(asked, facility, status))
        .collect()
}

fn view(
    asked: &Asked<'_>,
    facility: &Facility,
    status: ProductStatus,
) -> Result<InstalledView, Failure> {
    let around = status::around(facility, &status.product)?;
    let name = ReleaseName {
        version: Some(around.active.clone()),
        product: around.product.clone(),
    };
    let called = depot::load(facility, &name).map_or_else(
        |_| status.product.clone(),
        |release| plain(release.manifest().name.in_language(asked.wording.language())),
    );
    let health = match status.health() {
        Health::Healthy => "healthy",
        Health::Degraded => "degraded",
        Health::Unknown => "unknown",
    };
    Ok(InstalledView {
        name: called,
        health: health.into(),
        product: status.product,
        version: status.version,
        sequence: status.sequence,
        components: status.components,
        prefix: status.prefix,
        installed_at: status.installed_at,
        services: status
            .services
            .into_iter()
            .map(|service| ServiceView {
                detail: service.detail(asked.wording),
                state: service.state,
                name: service.name,
                process: service.process,
            })
            .collect(),
        differences: status
            .differences
            .into_iter()
            .map(|difference| DifferenceView {
                path: difference.path,
                drift: difference.drift.into(),
            })
            .collect(),
        earlier: around.earlier,
        newer: around.newer,
        staged: around.staged,
    })
}
