//! What people do with a site, to be disturbed.

use sealift_testkit::world::FakeWorld;

use super::product::{READY, Vendor, delta, release};
use super::site::{PRODUCT, Site};

/// Something that people do, and the site that they do it on.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    prepare: fn() -> Site,
    /// Makes a machine behave as it must in this scene.
    equip: fn(&Site),
    pub(crate) act: fn(&Site) -> Result<(), sealift_app::Failure>,
    /// The code with which it fails by itself, all undone.
    pub(crate) fails: Option<&'static str>,
}

pub(crate) const fn nothing(_: &Site) {}

impl Scene {
    pub(crate) const FOUNDING: Self = Self {
        name: "founding",
        prepare: Site::empty,
        equip: nothing,
        act: |site| site.facility().map(|_| ()),
        fails: None,
    };
    pub(crate) const INSTALL: Self = Self {
        name: "install",
        prepare: || Site::stocked(&[1]),
        act: |site| site.install(1),
        ..Self::FOUNDING
    };
    pub(crate) const UPGRADE: Self = Self {
        name: "upgrade",
        prepare: Site::installed,
        act: |site| site.install(2),
        ..Self::FOUNDING
    };
    pub(crate) const FAILING_UPGRADE: Self = Self {
        name: "failing-upgrade",
        equip: |site| site.world.probes.silence(READY),
        fails: Some("rolled-back"),
        ..Self::UPGRADE
    };
    pub(crate) const ROLLBACK: Self = Self {
        name: "rollback",
        prepare: || {
            let site = Site::installed();
            site.install(2).unwrap();
            site
        },
        act: Site::rollback,
        ..Self::FOUNDING
    };
    pub(crate) const UNINSTALL: Self = Self {
        name: "uninstall",
        prepare: Site::installed,
        act: Site::uninstall,
        ..Self::FOUNDING
    };
    pub(crate) const IMPORT: Self = Self {
        name: "import",
        prepare: Site::trusting,
        act: |site| site.import(release(1).volume()),
        ..Self::FOUNDING
    };
    pub(crate) const IMPORT_OF_DELTA: Self = Self {
        name: "import-of-delta",
        prepare: || Site::stocked(&[1]),
        act: |site| site.import(delta()),
        ..Self::FOUNDING
    };
    pub(crate) const CLEAN_UP: Self = Self {
        name: "depot-clean-up",
        prepare: || Site::stocked(&[1, 2, 3]),
        act: |site| site.clean(&[]),
        ..Self::FOUNDING
    };
    pub(crate) const REMOVAL: Self = Self {
        name: "depot-removal",
        prepare: || Site::stocked(&[1]),
        act: |site| site.clean(&[PRODUCT]),
        ..Self::FOUNDING
    };
    pub(crate) const TRUST: Self = Self {
        name: "trust-add",
        prepare: Site::trusting,
        act: |site| site.trust(Vendor::second()),
        ..Self::FOUNDING
    };
    pub(crate) const DISTRUST: Self = Self {
        name: "trust-revoke",
        prepare: || Site::stocked(&[1]),
        act: |site| site.distrust(Vendor::first()),
        ..Self::FOUNDING
    };
    pub(crate) const LOG_KEY: Self = Self {
        name: "log-key",
        prepare: Site::trusting,
        act: Site::rotate_log_key,
        ..Self::FOUNDING
    };
    pub(crate) const LOG_EXPORT: Self = Self {
        name: "audit-export",
        prepare: || Site::stocked(&[1]),
        act: Site::export_log,
        ..Self::FOUNDING
    };
    pub(crate) const RELEASE_EXPORT: Self = Self {
        name: "depot-export",
        prepare: || Site::stocked(&[1]),
        act: Site::export_release,
        ..Self::FOUNDING
    };

    /// The site on which it is done, at rest.
    pub(crate) fn prepared(&self) -> Site {
        let site = (self.prepare)();
        (self.equip)(&site);
        site.world.settle();
        site
    }

    /// The site as it is on a machine.
    pub(crate) fn on(&self, world: FakeWorld) -> Site {
        let site = Site::on(world);
        (self.equip)(&site);
        site
    }
}
