//! Judging one requirement at a time.

use std::cmp::Ordering;

use sealift_document::{Count, Timestamp};
use sealift_package::manifest::{
    Manifest, PortReference, ProductId, Requirement, RequirementTest, TargetPath,
};
use serde_json::Value;

use super::finding::{Evidence, Finding, Status};
use super::{host, implicit, version};
use crate::configuration::{Form, Settled, value_at};
use crate::facts::{Facts, PackageManager};
use crate::layout::Layout;
use crate::room;

const SECONDS_PER_DAY: u64 = 86_400;

/// All that a judgement rests on.
pub(super) struct Judge<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) facts: &'a Facts,
    pub(super) answers: Option<&'a Settled>,
    pub(super) layout: &'a Layout,
}

/// What was asked for, what there is, and whether that will do.
pub(super) struct Judgement {
    pub(super) code: &'static str,
    pub(super) status: Status,
    pub(super) expected: Evidence,
    pub(super) found: Evidence,
}

impl Judge<'_> {
    pub(super) fn judge(&self, requirement: &Requirement) -> Finding {
        let judgement = self.test(&requirement.test);
        Finding {
            requirement: requirement.id.to_string(),
            code: judgement.code.into(),
            title: requirement.title.clone(),
            level: requirement.level,
            status: judgement.status,
            expected: judgement.expected,
            found: judgement.found,
            remedy: requirement.remedy.clone(),
        }
    }

    fn test(&self, test: &RequirementTest) -> Judgement {
        let facts = self.facts;
        match test {
            RequirementTest::Os {
                os,
                distributions,
                at_least,
            } => host::os(&facts.os, *os, distributions, at_least.as_deref()),
            RequirementTest::CpuFeatures { all } => host::cpu_features(&facts.cpu, all),
            RequirementTest::Cores { at_least } => {
                let found = facts.cpu.logical_cores;
                let number = |number| Evidence::Number { number };
                least("requirement-cores", *at_least, found, number)
            }
            RequirementTest::Memory { at_least } => {
                let found = facts.memory.total_bytes;
                let bytes = |bytes| Evidence::Bytes { bytes, at: None };
                least("requirement-memory", *at_least, found, bytes)
            }
            RequirementTest::Disk { at, at_least } => self.disk(at, *at_least),
            RequirementTest::Kernel { at_least } => {
                let found = facts.os.kernel.as_deref();
                host::versioned("requirement-kernel", "kernel", at_least, found)
            }
            RequirementTest::Libc { name, at_least } => {
                host::libc(facts.libc.as_ref(), name, at_least)
            }
            RequirementTest::PortFree { port } => self.port_free(port),
            RequirementTest::OsPackage { name, at_least } => {
                self.os_package(name, at_least.as_deref())
            }
            RequirementTest::ServiceRunning { name } => {
                host::service_running(facts.services.as_deref(), name)
            }
            RequirementTest::User { name } => host::user(facts.users.as_deref(), name),
            RequirementTest::Fips { enabled } => host::fips(facts.fips, *enabled),
            RequirementTest::Clock { at_most_days_ahead } => self.clock(*at_most_days_ahead),
            RequirementTest::Product { product, range } => self.product(product, range),
        }
    }

    /// Free space beyond what the release takes itself, when both draw on the same file system.
    fn disk(&self, at: &TargetPath, at_least: Count) -> Judgement {
        let code = "requirement-disk";
        let Ok(place) = self.layout.resolve(at) else {
            return unknown(code, Evidence::bytes(at_least.value(), None));
        };
        let disk = room::disk_of(self.facts, self.layout, &place);
        let own = room::disk_of(self.facts, self.layout, self.layout.prefix());
        let is_shared = matches!((disk, own), (Some(a), Some(b)) if room::pool(a) == room::pool(b));
        let taken = if is_shared {
            implicit::usual_bytes(self.manifest, self.facts)
        } else {
            0
        };
        let needed = at_least.value().saturating_add(taken);
        let (status, found) = implicit::free(disk, needed);
        let shown = self.layout.absolute(&place);
        Judgement {
            code,
            status,
            expected: Evidence::bytes(needed, Some(&shown)),
            found,
        }
    }

    fn port_free(&self, port: &PortReference) -> Judgement {
        let code = "requirement-port-free";
        let number = match port {
            PortReference::Number(number) => Some(*number),
            PortReference::Answer(key) => self
                .answer(key)
                .and_then(|value| value.as_u64()?.try_into().ok()),
        };
        let Some(port) = number else {
            return unknown(code, Evidence::Unknown);
        };
        let expected = Evidence::Port {
            port,
            held_by: None,
        };
        let Some(listening) = &self.facts.listening else {
            return unknown(code, expected);
        };
        // The product's own services are stopped before the next release starts.
        let others = listening.iter().find(|socket| {
            socket.port == port && socket.product.as_ref() != Some(&self.manifest.product)
        });
        Judgement {
            code,
            status: met(others.is_none()),
            expected,
            found: Evidence::Port {
                port,
                held_by: others.map(|socket| {
                    let address = &socket.address;
                    // Where nobody may know the program, the address has to do in every language.
                    match &socket.process {
                        Some(process) => format!("{process} ({address})"),
                        None => address.to_string(),
                    }
                }),
            },
        }
    }

    /// An answer, or what stands for it until somebody answers.
    fn answer(&self, key: &str) -> Option<Value> {
        match self.answers {
            Some(settled) => value_at(&settled.public, key).cloned(),
            None => Form::of(self.manifest).ok()?.question(key)?.default.clone(),
        }
    }

    fn os_package(&self, name: &str, at_least: Option<&str>) -> Judgement {
        let code = "requirement-os-package";
        let expected = Evidence::version(name, at_least);
        let Some(packages) = &self.facts.packages else {
            return unknown(code, expected);
        };
        let installed = packages.iter().filter(|package| package.name == name);
        let is_enough = |manager: PackageManager, found: &str| {
            at_least.is_none_or(|least| {
                let order = match manager {
                    PackageManager::Dpkg => version::by_dpkg(found, least),
                    PackageManager::Rpm => version::by_rpm(found, least),
                };
                order != Ordering::Less
            })
        };
        let mut found = Evidence::Nothing;
        for package in installed {
            found = Evidence::version(name, Some(&package.version));
            if is_enough(package.manager, &package.version) {
                return Judgement {
                    code,
                    status: Status::Met,
                    expected,
                    found,
                };
            }
        }
        Judgement {
            code,
            status: Status::Unmet,
            expected,
            found,
        }
    }

    fn clock(&self, days_ahead: Count) -> Judgement {
        let from = self.manifest.issued;
        let seconds = days_ahead.value().saturating_mul(SECONDS_PER_DAY);
        let until = i64::try_from(seconds)
            .ok()
            .and_then(|seconds| from.unix().checked_add(seconds))
            .and_then(|moment| Timestamp::from_unix(moment).ok())
            .unwrap_or(from);
        let now = self.facts.clock.utc;
        Judgement {
            code: "requirement-clock",
            status: met(from <= now && now <= until),
            expected: Evidence::Between { from, until },
            found: Evidence::Moment { at: now },
        }
    }

    fn product(&self, product: &ProductId, range: &str) -> Judgement {
        let code = "requirement-product";
        let expected = Evidence::version(product.as_str(), Some(range));
        let (Some(products), Ok(range)) = (&self.facts.products, semver::VersionReq::parse(range))
        else {
            return unknown(code, expected);
        };
        let installed = products.iter().find(|other| other.product == *product);
        Judgement {
            code,
            status: met(installed.is_some_and(|other| range.matches(&other.version))),
            expected,
            found: installed.map_or(Evidence::Nothing, |other| {
                Evidence::version(product.as_str(), Some(&other.version.to_string()))
            }),
        }
    }
}

/// A number that must be reached.
fn least(
    code: &'static str,
    least: Count,
    found: Option<Count>,
    evidence: fn(Count) -> Evidence,
) -> Judgement {
    let expected = evidence(least);
    match found {
        None => unknown(code, expected),
        Some(found) => Judgement {
            code,
            status: met(found >= least),
            expected,
            found: evidence(found),
        },
    }
}

pub(super) const fn met(is_met: bool) -> Status {
    if is_met { Status::Met } else { Status::Unmet }
}

pub(super) const fn unknown(code: &'static str, expected: Evidence) -> Judgement {
    Judgement {
        code,
        status: Status::Unknown,
        expected,
        found: Evidence::Unknown,
    }
}
