//! What somebody asks a machine about itself: what a release's requirements rest on, or everything.

use std::collections::BTreeSet;

use sealift_package::manifest::{Manifest, RequirementTest};

use crate::facts::Facts;

/// A fact that costs a machine something to find out: a program is started for it, or all of a database is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostlyFact {
    /// The C library: a program tells it.
    Libc,
    /// Sockets that accept connections: the kernel lists all that are open.
    Listening,
    /// Packages of the operating system: their database, or a program.
    Packages,
    /// Services that the init system knows: a program lists them.
    Services,
}

/// The costly facts that are asked for; what costs nothing is always told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inquiry(BTreeSet<CostlyFact>);

impl Inquiry {
    /// Everything.
    #[must_use]
    pub fn full() -> Self {
        use CostlyFact::{Libc, Listening, Packages, Services};
        Self([Libc, Listening, Packages, Services].into())
    }

    /// What the requirements of a release rest on.
    #[must_use]
    pub fn by(manifest: &Manifest) -> Self {
        let tests = manifest.requirements.iter().map(|one| &one.test);
        Self(tests.filter_map(rests_on).collect())
    }

    /// What a machine tells of itself that is asked for no more: what costs something and was not asked for is unknown.
    #[must_use]
    pub fn told(&self, facts: Facts) -> Facts {
        let asks = |fact| self.asks(fact);
        Facts {
            libc: facts.libc.filter(|_| asks(CostlyFact::Libc)),
            listening: facts.listening.filter(|_| asks(CostlyFact::Listening)),
            packages: facts.packages.filter(|_| asks(CostlyFact::Packages)),
            services: facts.services.filter(|_| asks(CostlyFact::Services)),
            ..facts
        }
    }

    /// Whether a fact is asked for.
    #[must_use]
    pub fn asks(&self, fact: CostlyFact) -> bool {
        self.0.contains(&fact)
    }
}

/// The costly fact that a requirement cannot be judged without.
const fn rests_on(test: &RequirementTest) -> Option<CostlyFact> {
    match test {
        RequirementTest::Libc { .. } => Some(CostlyFact::Libc),
        RequirementTest::PortFree { .. } => Some(CostlyFact::Listening),
        RequirementTest::OsPackage { .. } => Some(CostlyFact::Packages),
        RequirementTest::ServiceRunning { .. } => Some(CostlyFact::Services),
        RequirementTest::Os { .. }
        | RequirementTest::CpuFeatures { .. }
        | RequirementTest::Cores { .. }
        | RequirementTest::Memory { .. }
        | RequirementTest::Disk { .. }
        | RequirementTest::Kernel { .. }
        | RequirementTest::User { .. }
        | RequirementTest::Fips { .. }
        | RequirementTest::Clock { .. }
        | RequirementTest::Product { .. } => None,
    }
}
