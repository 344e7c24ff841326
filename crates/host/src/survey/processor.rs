//! The processor and what it can do.

use sealift_document::Count;
use sealift_plan::facts::CpuFacts;

pub(super) fn facts() -> CpuFacts {
    let cores = std::thread::available_parallelism().ok();
    CpuFacts {
        model: model(),
        logical_cores: cores.and_then(|cores| Count::try_from(cores.get() as u64).ok()),
        features: features(),
    }
}

fn model() -> Option<String> {
    let mut machine = sysinfo::System::new().ok()?;
    machine.refresh_cpu_list(sysinfo::CpuRefreshKind::nothing());
    let brand = machine.cpus().first()?.brand().trim().to_owned();
    (!brand.is_empty()).then_some(brand)
}

/// The kernel's own list, which also says what it has switched off.
#[cfg(target_os = "linux")]
fn features() -> Option<Vec<String>> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text
        .lines()
        .find(|line| line.starts_with("flags") || line.starts_with("Features"))?;
    let mut features: Vec<String> = line
        .split_once(':')?
        .1
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    features.sort();
    Some(features)
}

/// What CPUID says of the features that software asks for.
#[cfg(all(not(target_os = "linux"), target_arch = "x86_64"))]
fn features() -> Option<Vec<String>> {
    macro_rules! detected {
        ($($feature:tt),*) => {
            [$(($feature, std::is_x86_feature_detected!($feature))),*]
        };
    }
    let found = detected![
        "aes", "avx", "avx2", "avx512f", "bmi1", "bmi2", "fma", "popcnt", "sha", "sse3", "sse4.1",
        "sse4.2", "ssse3"
    ];
    // As Linux spells them, so that one requirement serves all systems.
    let linux = |name: &str| match name {
        "sha" => "sha_ni".to_owned(),
        "sse3" => "pni".to_owned(),
        other => other.replace('.', "_"),
    };
    Some(
        found
            .iter()
            .filter(|(_, has)| *has)
            .map(|(name, _)| linux(name))
            .collect(),
    )
}

#[cfg(all(not(target_os = "linux"), not(target_arch = "x86_64")))]
fn features() -> Option<Vec<String>> {
    None
}
