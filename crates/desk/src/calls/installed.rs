//! What is installed, and how it is.

use sealift_app::cases::depot;
use sealift_app::cases::status::{self, Health, ProductStatus, ServiceStatus, SiteStatus};
use sealift_app::{Exit, Facility, Failure, plain};

use crate::asked::Asked;
use crate::data::{DifferenceView, InstalledView, Nothing, ServiceView, StatusRequest};

pub(crate) fn installed(asked: &Asked<'_>, _: Nothing) -> Result<Vec<InstalledView>, Failure> {
    match asked.facility() {
        Ok(facility) => views(asked, &facility, status::status(&facility, None, false)?),
        Err(failure) if failure.code == "state-absent" => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

pub(crate) fn status(asked: &Asked<'_>, request: StatusRequest) -> Result<InstalledView, Failure> {
    let facility = asked.facility()?;
    let product = Some(request.product.as_str());
    let site = match request.full {
        true => asked.watched(&facility, |events| {
            status::status_in_full(&facility, product, events)
        }),
        false => status::status(&facility, product, false),
    };
    views(asked, &facility, site?)?
        .into_iter()
        .next()
        .ok_or_else(|| status::not_installed(&request.product))
}

fn views(
    asked: &Asked<'_>,
    facility: &Facility,
    site: SiteStatus,
) -> Result<Vec<InstalledView>, Failure> {
    let views = site.products.into_iter().map(|status| {
        match view(asked, facility, status) {
            // It was uninstalled since it was looked at.
            Err(failure) if failure.code == "product-not-installed" => Ok(None),
            viewed => viewed.map(Some),
        }
    });
    let views: Result<Vec<Option<_>>, Failure> = views.collect();
    Ok(views?.into_iter().flatten().collect())
}

fn view(
    asked: &Asked<'_>,
    facility: &Facility,
    status: ProductStatus,
) -> Result<InstalledView, Failure> {
    let product = status
        .product
        .parse()
        .map_err(|error| Failure::new("state-damaged", Exit::Internal, error))?;
    let around = status::around(facility, &product)?;
    let called = depot::load(facility, &around.active).map_or_else(
        |_| status.product.clone(),
        |release| {
            plain(
                release
                    .manifest()
                    .name
                    .in_language(asked.wording.language()),
            )
        },
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
            .map(|one| service(asked, one))
            .collect(),
        differences: status
            .differences
            .into_iter()
            .map(|difference| DifferenceView {
                path: difference.path,
                drift: difference.drift.into(),
            })
            .collect(),
        changing: status.is_changing,
        earlier: around.earlier,
        newer: around.newer,
        staged: around.staged,
    })
}

fn service(asked: &Asked<'_>, service: ServiceStatus) -> ServiceView {
    let process = service
        .process
        .map_or_else(String::new, |id| id.to_string());
    let detail = asked.wording.text(
        &format!("service-state-{}", service.state),
        &[("process", &process), ("reason", &service.reason)],
    );
    ServiceView {
        name: service.name,
        state: service.state.into(),
        detail: plain(&detail),
        process: service.process,
    }
}
