//! Data directories: copied before their format moves on, put back before it goes back.

use sealift_document::Count;
use sealift_package::manifest::{Component, Identifier};
use sealift_package::path::RelativePath;

use super::document::{PlannedPhase, Warning};
use super::draft::{Draft, Origin};
use super::effect::Effect;
use super::forward::Forward;
use super::refusal::PlanRefusal;
use crate::current::{BackupRecord, Current, InstalledData};
use crate::layout::{HostPath, Layout, LayoutError};

impl Forward<'_> {
    /// Copies and puts back the data of the chosen components where its format changes.
    pub(super) fn move_data(&mut self) -> Result<(), PlanRefusal> {
        let current = self.inputs.current;
        for (id, wanted) in &self.to.data {
            let is_chosen = |component: &&&Component| component.id == wanted.component;
            let Some(component) = self.selection.chosen.iter().find(is_chosen) else {
                continue;
            };
            let Some(data) = current.data.get(id) else {
                continue;
            };
            // A new release that does not find its data would begin with none, and nobody would notice at once.
            if data.at != wanted.at {
                return Err(PlanRefusal::DataMoved {
                    data: id.clone(),
                    from: data.at.clone(),
                    to: wanted.at.clone(),
                });
            }
            if data.format == wanted.format {
                continue;
            }
            let restored = if data.format > wanted.format {
                Some(backup_of(current, id, wanted.format).ok_or_else(|| {
                    PlanRefusal::DataFormatNeedsBackup {
                        data: id.clone(),
                        found: data.format,
                        needed: wanted.format,
                    }
                })?)
            } else {
                self.draft.warnings.push(Warning::DataFormatMovesOn {
                    data: id.clone(),
                    from: data.format,
                    to: wanted.format,
                });
                None
            };
            // What is there now is copied either way: going back would otherwise lose what was written since.
            let origin = Origin::own(Some(&component.id), format!("backup-{id}"));
            back_up(
                &mut self.draft,
                origin,
                self.inputs.layout,
                current,
                id,
                data,
            )?;
            if let Some(backup) = restored {
                let origin = Origin::own(Some(&component.id), format!("restore-{id}"));
                restore(&mut self.draft, origin, id, data, backup);
            }
        }
        Ok(())
    }
}

/// The latest copy of this data in this format.
fn backup_of<'a>(
    current: &'a Current,
    data: &Identifier,
    format: Count,
) -> Option<&'a BackupRecord> {
    current
        .backups
        .iter()
        .filter(|backup| backup.data == *data && backup.format == format)
        .max_by_key(|backup| (backup.taken_at, backup.at.clone()))
}

fn back_up(
    draft: &mut Draft,
    origin: Origin,
    layout: &Layout,
    current: &Current,
    id: &Identifier,
    data: &InstalledData,
) -> Result<(), LayoutError> {
    let bytes = data.bytes.unwrap_or_default();
    draft.needs(layout.backups().clone(), bytes.value(), 0);
    if data.bytes.is_none() {
        let (at, needed) = (layout.backups().clone(), bytes);
        draft.warnings.push(Warning::RoomUnknown { at, needed });
    }
    let effect = Effect::Backup {
        data: id.clone(),
        from: data.at.clone(),
        into: free_name(layout, current, id, data)?,
        format: data.format,
        bytes,
    };
    draft.add(PlannedPhase::Data, origin, effect);
    Ok(())
}

/// `<data>-<format>-<release>`, with a number when there is such a copy already.
fn free_name(
    layout: &Layout,
    current: &Current,
    id: &Identifier,
    data: &InstalledData,
) -> Result<HostPath, LayoutError> {
    let active = current.active.as_ref();
    let release = active.map_or("kept", |release| release.name.as_str());
    let base = format!("{id}-{}-{release}", data.format);
    let taken = |name: &HostPath| current.backups.iter().any(|backup| backup.at == *name);
    let mut name = layout.backups().join(&base.parse::<RelativePath>()?)?;
    let mut number = 2_u64;
    while taken(&name) {
        let next: RelativePath = format!("{base}.{number}").parse()?;
        name = layout.backups().join(&next)?;
        number += 1;
    }
    Ok(name)
}

fn restore(
    draft: &mut Draft,
    origin: Origin,
    id: &Identifier,
    data: &InstalledData,
    backup: &BackupRecord,
) {
    draft.warnings.push(Warning::DataRestored {
        data: id.clone(),
        taken_at: backup.taken_at,
    });
    draft.needs(data.at.clone(), backup.bytes.value(), 0);
    let effect = Effect::RestoreBackup {
        data: id.clone(),
        from: backup.at.clone(),
        to: data.at.clone(),
        format: backup.format,
        bytes: backup.bytes,
    };
    draft.add(PlannedPhase::Data, origin, effect);
}
