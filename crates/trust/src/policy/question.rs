//! The questions a policy answers, one function each.

use sealift_document::{Count, Timestamp};
use sealift_package::manifest::{ComponentId, Identifier, Mode, TargetPath};
use thiserror::Error;

use super::{Policy, Rule, Verdict};

/// Something that a facility may have a rule about. The sentence says what came up; the policy says what follows.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum Question {
    /// The release should no longer be installed.
    #[error("the release expired on {expires}, {}", ago(*.days))]
    Expired {
        /// When it expired.
        expires: Timestamp,
        /// Whole days since.
        days: u64,
    },
    /// The clock is wrong, or somebody turned it back (threat T15).
    #[error(
        "the clock says {now}, which is {seconds} seconds before a time this site has seen signed, {latest_signed}"
    )]
    ClockBehind {
        /// What the clock says.
        now: Timestamp,
        /// The latest signed time seen.
        latest_signed: Timestamp,
        /// How far the clock stands before it.
        seconds: u64,
    },
    /// An older release that this site never ran.
    #[error(
        "release {offered} is older than the installed release {installed}, and never ran here"
    )]
    Downgrade {
        /// Sequence of the installed release.
        installed: Count,
        /// Sequence of the release in question.
        offered: Count,
    },
    /// After this release none could follow (threat T14).
    #[error("the release takes the last number there is; none could follow it")]
    LastSequence,
    /// Links that leave the tree.
    #[error("{component} has {count} symbolic links that point out of its tree")]
    OutwardSymlinks {
        /// In which component.
        component: ComponentId,
        /// How many.
        count: u64,
    },
    /// Something that anyone may write to.
    #[error("{path} has the mode {mode}: anyone may write to it")]
    WorldWritable {
        /// What.
        path: String,
        /// Its mode.
        mode: Mode,
    },
    /// A step acts on the host itself.
    #[error("the step {step} of {component} acts on {path}, outside the product's own places")]
    HostPath {
        /// Whose step.
        component: ComponentId,
        /// Which step.
        step: Identifier,
        /// Where.
        path: TargetPath,
    },
    /// A step that the vendor declares irreversible.
    #[error("the step {step} of {component} cannot be undone")]
    IrreversibleStep {
        /// Whose step.
        component: ComponentId,
        /// Which step.
        step: Identifier,
    },
    /// A command without undo.
    #[error("the command {step} of {component} comes without an undo")]
    StepWithoutUndo {
        /// Whose step.
        component: ComponentId,
        /// Which step.
        step: Identifier,
    },
    /// A step after which the machine must be restarted.
    #[error("the step {step} of {component} needs a restart of the machine")]
    Reboot {
        /// Whose step.
        component: ComponentId,
        /// Which step.
        step: Identifier,
    },
    /// A command that would run unconfined.
    #[error("this system cannot confine the command {step} of {component}")]
    CommandWithoutSandbox {
        /// Whose step.
        component: ComponentId,
        /// Which step.
        step: Identifier,
    },
    /// No ticket was given.
    #[error("a ticket is required for every change")]
    TicketMissing,
    /// No reason was given.
    #[error("a reason is required for every change")]
    ReasonMissing,
    /// Too few approvals.
    #[error("{given} of {needed} approvals are there")]
    ApprovalsMissing {
        /// How many are needed.
        needed: u64,
        /// How many there are.
        given: u64,
    },
    /// Media of unknown owner.
    #[error("the medium has no known owner")]
    MediaOwnerMissing,
    /// Media without a serial number.
    #[error("the medium has no serial number")]
    MediaSerialMissing,
}

/// So many whole days in words.
fn ago(days: u64) -> String {
    match days {
        0 => "less than a day ago".into(),
        1 => "1 day ago".into(),
        several => format!("{several} days ago"),
    }
}

impl Question {
    /// The codes of all questions that a policy can leave to the operator.
    pub const ACCEPTABLE: [&str; 11] = [
        "release-expired",
        "clock-behind",
        "downgrade",
        "last-sequence",
        "outward-symlinks",
        "world-writable",
        "host-path",
        "irreversible-step",
        "step-without-undo",
        "reboot",
        "command-without-sandbox",
    ];

    /// The stable code, by which an operator accepts it and a catalogue names it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "release-expired",
            Self::ClockBehind { .. } => "clock-behind",
            Self::Downgrade { .. } => "downgrade",
            Self::LastSequence => "last-sequence",
            Self::OutwardSymlinks { .. } => "outward-symlinks",
            Self::WorldWritable { .. } => "world-writable",
            Self::HostPath { .. } => "host-path",
            Self::IrreversibleStep { .. } => "irreversible-step",
            Self::StepWithoutUndo { .. } => "step-without-undo",
            Self::Reboot { .. } => "reboot",
            Self::CommandWithoutSandbox { .. } => "command-without-sandbox",
            Self::TicketMissing => "ticket-missing",
            Self::ReasonMissing => "reason-missing",
            Self::ApprovalsMissing { .. } => "approvals-missing",
            Self::MediaOwnerMissing => "media-owner-missing",
            Self::MediaSerialMissing => "media-serial-missing",
        }
    }

    /// The field of the policy that decides it.
    #[must_use]
    pub const fn decided_by(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "expired_releases",
            Self::ClockBehind { .. } => "clock_behind",
            Self::Downgrade { .. } => "downgrades",
            Self::LastSequence => "last_sequence",
            Self::OutwardSymlinks { .. } => "outward_symlinks",
            Self::WorldWritable { .. } => "world_writable",
            Self::HostPath { .. } => "host_paths",
            Self::IrreversibleStep { .. } => "irreversible_steps",
            Self::StepWithoutUndo { .. } => "steps_without_undo",
            Self::Reboot { .. } => "reboots",
            Self::CommandWithoutSandbox { .. } => "commands_without_sandbox",
            Self::TicketMissing => "ticket_required",
            Self::ReasonMissing => "reason_required",
            Self::ApprovalsMissing { .. } => "approvals_required",
            Self::MediaOwnerMissing => "media_owner_required",
            Self::MediaSerialMissing => "media_serial_required",
        }
    }
}

/// Each function answers one question, and with nothing when it does not come up.
impl Policy {
    /// May a release be installed at this time?
    #[must_use]
    pub fn expiry(&self, expires: Option<Timestamp>, now: Timestamp) -> Option<Verdict> {
        let expires = expires.filter(|expires| *expires < now)?;
        let days = now.seconds_since(expires).unsigned_abs() / 86_400;
        let question = Question::Expired { expires, days };
        Some(Verdict::by(self.expired_releases, question))
    }

    /// Is the clock to be believed?
    #[must_use]
    pub fn clock(&self, latest_signed: Option<Timestamp>, now: Timestamp) -> Option<Verdict> {
        let latest_signed = latest_signed?;
        let behind = latest_signed.seconds_since(now);
        let seconds = u64::try_from(behind).ok()?;
        if seconds <= self.clock_tolerance_seconds.value() {
            return None;
        }
        let question = Question::ClockBehind {
            now,
            latest_signed,
            seconds,
        };
        Some(Verdict::by(self.clock_behind, question))
    }

    /// May an older release that never ran here replace the installed one?
    #[must_use]
    pub fn downgrade(&self, installed: Option<Count>, offered: Count) -> Option<Verdict> {
        let installed = installed.filter(|installed| offered < *installed)?;
        let question = Question::Downgrade { installed, offered };
        Some(Verdict::by(self.downgrades, question))
    }

    /// May a release take the last number there is?
    #[must_use]
    pub fn last_number(&self, sequence: Count, rollback_index: Count) -> Option<Verdict> {
        let last = sequence == Count::MAX || rollback_index == Count::MAX;
        last.then(|| Verdict::by(self.last_sequence, Question::LastSequence))
    }

    /// May links leave the tree?
    #[must_use]
    pub fn symlinks_outward(&self, component: &ComponentId, count: u64) -> Option<Verdict> {
        let question = || Question::OutwardSymlinks {
            component: component.clone(),
            count,
        };
        (count > 0).then(|| Verdict::by(self.outward_symlinks, question()))
    }

    /// May anyone write to this file or directory?
    #[must_use]
    pub fn mode(&self, path: &str, mode: Mode) -> Option<Verdict> {
        let question = || Question::WorldWritable {
            path: sealift_document::plain(path),
            mode,
        };
        mode.is_world_writable()
            .then(|| Verdict::by(self.world_writable, question()))
    }

    /// May a step act on this place of the host?
    #[must_use]
    pub fn host_path(
        &self,
        component: &ComponentId,
        step: &Identifier,
        path: &TargetPath,
    ) -> Option<Verdict> {
        if path.anchor() != sealift_package::manifest::Anchor::Host {
            return None;
        }
        let open = self.host_paths.iter().any(|pattern| pattern.opens(path));
        let rule = if open { Rule::Allow } else { Rule::Refuse };
        let question = Question::HostPath {
            component: component.clone(),
            step: step.clone(),
            path: path.clone(),
        };
        Some(Verdict::by(rule, question))
    }

    /// May a command run although the system cannot confine it?
    #[must_use]
    pub fn unconfined_command(&self, component: &ComponentId, step: &Identifier) -> Verdict {
        let question = Question::CommandWithoutSandbox {
            component: component.clone(),
            step: step.clone(),
        };
        Verdict::by(self.commands_without_sandbox, question)
    }

    /// Were a ticket and a reason given where they must be? Blank ones count as none.
    #[must_use]
    pub fn change_record(&self, ticket: Option<&str>, reason: Option<&str>) -> Vec<Verdict> {
        let blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
        let mut verdicts = Vec::new();
        if self.ticket_required && blank(ticket) {
            verdicts.push(Verdict::by(Rule::Refuse, Question::TicketMissing));
        }
        if self.reason_required && blank(reason) {
            verdicts.push(Verdict::by(Rule::Refuse, Question::ReasonMissing));
        }
        verdicts
    }

    /// Did enough different people approve?
    #[must_use]
    pub fn approvals(&self, given: u64) -> Option<Verdict> {
        let needed = self.approvals_required.value();
        let question = Question::ApprovalsMissing { needed, given };
        (given < needed).then(|| Verdict::by(Rule::Refuse, question))
    }

    /// Is enough known about the medium (threat M8)?
    #[must_use]
    pub fn medium(&self, owner: Option<&str>, serial: Option<&str>) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        if self.media_owner_required && owner.is_none() {
            verdicts.push(Verdict::by(Rule::Refuse, Question::MediaOwnerMissing));
        }
        if self.media_serial_required && serial.is_none() {
            verdicts.push(Verdict::by(Rule::Refuse, Question::MediaSerialMissing));
        }
        verdicts
    }
}

#[cfg(test)]
mod tests {
    use super::{Question, ago};

    #[test]
    fn a_time_that_has_passed_is_told_in_words() {
        assert_eq!(ago(0), "less than a day ago");
        assert_eq!(ago(1), "1 day ago");
        assert_eq!(ago(12), "12 days ago");
    }

    #[test]
    fn what_can_be_accepted_is_listed_by_the_code_it_has() {
        let all = Question::ACCEPTABLE;
        assert!(all.contains(&Question::LastSequence.code()));
        assert!(!all.contains(&Question::TicketMissing.code()));
    }
}
