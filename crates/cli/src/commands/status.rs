//! What is installed, how it is, and what is unfinished.

use sealift_app::cases::status::{ProductStatus, ServiceStatus};
use sealift_app::cases::{recover, staged, status};
use sealift_app::{Failure, Recovered, plain};

use super::Desk;
use crate::arguments::{Change, ProductChoice};
use crate::interrupt;
use crate::terminal::{Screen, Table, Tone};

pub(crate) fn status(desk: &Desk<'_>, choice: &ProductChoice) -> Result<(), Failure> {
    let facility = desk.reading()?;
    let (screen, product) = (desk.screen, choice.product.as_deref());
    // A script reads one document, and no lines before it.
    let status = match choice.full && !screen.json {
        true => desk.watched(&facility, |events| {
            status::status_in_full(&facility, product, events)
        }),
        false => status::status(&facility, product, choice.full),
    }?;
    let mut staged = staged::staged(&facility)?;
    let is_wanted = |product: &str| choice.product.as_deref().is_none_or(|one| one == product);
    staged.retain(|one| is_wanted(&one.product));
    if screen.json {
        let mut document = serde_json::json!(status);
        document["staged"] = serde_json::json!(staged);
        screen.document(&document);
        return Ok(());
    }
    if let Some(holder) = &status.in_progress {
        let process = holder.process.to_string();
        let text = screen.say(
            "status-in-progress",
            &[
                ("operation", &holder.operation),
                ("user", &holder.user),
                ("process", &process),
                ("since", &holder.since),
            ],
        );
        screen.result(&screen.tone(Tone::Strong, &plain(&text)));
    }
    for run in &status.unfinished {
        screen.result(&screen.tone(
            Tone::Warning,
            &screen.say("status-unfinished", &[("run", &plain(run))]),
        ));
    }
    for step in &status.staying {
        let text = screen.say(
            "status-staying",
            &[
                ("product", &step.product),
                ("number", &step.number.to_string()),
                ("step", &step.step),
            ],
        );
        screen.result(&screen.tone(Tone::Warning, &plain(&text)));
    }
    if status.products.is_empty() {
        screen.tell("status-nothing", &[]);
    }
    for product in &status.products {
        let head = format!(
            "{} {} ({})",
            product.product,
            product.version,
            product.components.join(", ")
        );
        screen.result(&screen.tone(Tone::Strong, &plain(&head)));
        details(screen, product)
            .lines()
            .for_each(|line| screen.result(&line));
    }
    for one in &staged {
        let text = screen.say(
            "status-staged",
            &[("product", &one.product), ("version", &one.version)],
        );
        screen.result(&plain(&text));
    }
    Ok(())
}

fn details(screen: &Screen, product: &ProductStatus) -> Table {
    let label = |key: &str, arguments: &[(&str, &str)]| format!("  {}", screen.say(key, arguments));
    let mut table = Table::new([&label("label-prefix", &[]), &product.prefix]);
    table.row([label("label-installed", &[]), product.installed_at.clone()]);
    for service in &product.services {
        table.row([
            label("label-service", &[("name", &service.name)]),
            plain(&state(screen, service)),
        ]);
    }
    if product.is_changing {
        let text = screen.say("status-changing", &[]);
        table.row([label("label-changed", &[]), text]);
    }
    for difference in &product.differences {
        let text = screen.say(
            &format!("drift-{}", difference.drift),
            &[("path", &difference.path)],
        );
        table.row([label("label-changed", &[]), plain(&text)]);
    }
    table
}

fn state(screen: &Screen, service: &ServiceStatus) -> String {
    let process = service
        .process
        .map_or_else(String::new, |id| id.to_string());
    screen.say(
        &format!("service-state-{}", service.state),
        &[("process", &process), ("reason", &service.reason)],
    )
}

pub(crate) fn recover(desk: &Desk<'_>) -> Result<(), Failure> {
    let facility = desk.facility(&Change::default())?;
    let _work = interrupt::work();
    // A script reads one document, and no lines before it.
    let done = match desk.screen.json {
        true => recover::lock(&facility, "recover", true),
        false => desk.watched(&facility, |events| recover::recover(&facility, events)),
    };
    let (_lock, recovered) = done?;
    if desk.screen.json {
        let runs: Vec<_> = recovered.iter().map(status::recovered).collect();
        desk.screen.document(&runs);
    } else if recovered.is_empty() {
        desk.screen.tell("recover-nothing", &[]);
    } else {
        tell(desk, &recovered);
    }
    match recover::failure_of(&recovered) {
        // The document says how each run ended.
        Some(failure) if desk.screen.json => Err(failure.told()),
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

/// Says what a recovery did, one line a run.
pub(crate) fn tell(desk: &Desk<'_>, recovered: &[Recovered]) {
    for run in recovered {
        let key = if run.had_succeeded {
            "recover-finished"
        } else {
            "recover-undone"
        };
        let text = desk.screen.say(
            key,
            &[
                ("operation", run.kind.code()),
                ("product", run.product.as_str()),
                ("outcome", recover::came_to(run)),
            ],
        );
        desk.screen.insist(&desk.screen.tone(Tone::Warning, &text));
    }
}
