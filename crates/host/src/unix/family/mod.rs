//! A started program and everything that descends from it.
//!
//! Descendants are known by any of three signs: they belong to the leader's process group, they descend from a member,
//! or they carry the family's mark in their environment. The last finds a daemon that gave up both, which is also why
//! this process asks to become the parent of orphans below it. A process number alone never names a process: it goes
//! with the time at which the process started.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
use linux as kernel;
#[cfg(not(target_os = "linux"))]
use other as kernel;

use std::collections::BTreeSet;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, WaitOptions, kill_process_group, waitid, waitpid,
};
use serde::{Deserialize, Serialize};

use crate::processes::MARK;

/// How long a killed process may take to go; one that waits for a broken drive may never do so.
const KILLED_WITHIN: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(10);

/// One process, by number and start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Member {
    process: u32,
    start: u64,
}

/// What finds a family again after whoever started it has died.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FamilyId {
    leader: Member,
    mark: String,
    boot: String,
}

/// A family and those of its members that have been seen.
pub(crate) struct Family {
    id: FamilyId,
    known: BTreeSet<Member>,
}

/// A process as the system lists it.
struct Seen {
    member: Member,
    parent: u32,
    group: u32,
    is_dead: bool,
}

impl Family {
    /// Starts a command as the leader of a family of its own. Its environment may have a mark already.
    pub(crate) fn start(command: &mut Command) -> io::Result<(Child, Self)> {
        kernel::adopt_orphans();
        let mark = mark_of(command).map_or_else(new_mark, Ok)?;
        let boot = kernel::boot()?;
        let child = command.process_group(0).env(MARK, &mark).spawn()?;
        let process = child.id();
        // Until it is waited for, a child is listed, dead or alive.
        let start = kernel::start_of(process).unwrap_or(0);
        let leader = Member { process, start };
        let id = FamilyId { leader, mark, boot };
        Ok((child, Self::of(id)))
    }

    /// A family of which only the mark is known: whoever started it has died.
    ///
    /// # Errors
    /// What the system said, when it does not even tell which boot this is.
    pub(crate) fn marked(mark: &str) -> io::Result<Self> {
        let leader = Member {
            process: 0,
            start: 0,
        };
        let id = FamilyId {
            leader,
            mark: mark.into(),
            boot: kernel::boot()?,
        };
        let known = BTreeSet::new();
        Ok(Self { id, known })
    }

    /// A family that somebody else started.
    pub(crate) fn of(id: FamilyId) -> Self {
        let known = BTreeSet::from([id.leader]);
        Self { id, known }
    }

    pub(crate) const fn id(&self) -> &FamilyId {
        &self.id
    }

    /// Whether the leader, a child of this process, has ended; it stays to be waited for.
    pub(crate) fn has_leader_ended(&self) -> bool {
        let Some(leader) = pid(self.id.leader) else {
            return true;
        };
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        match waitid(WaitId::Pid(leader), options) {
            Ok(status) => status.is_some(),
            Err(Errno::INTR) => false,
            Err(_) => true,
        }
    }

    /// Whether the leader lives, whoever's child it is.
    pub(crate) fn has_living_leader(&self) -> bool {
        let is_of_another_boot = kernel::boot().is_ok_and(|boot| boot != self.id.boot);
        !is_of_another_boot && kernel::is_living(self.id.leader)
    }

    /// Whether any member lives, as far as anybody can tell: one that cannot be looked for is not taken for dead.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.living().map_or(true, |living| !living.is_empty())
    }

    /// Asks all members to end, and ends those that have not after the grace. `meanwhile` is called while waiting, so
    /// that nobody hangs on a full pipe.
    ///
    /// # Errors
    /// A reason in words when a member outlives even that, or nobody can tell.
    pub(crate) fn end(
        &mut self,
        grace: Duration,
        meanwhile: &mut dyn FnMut(),
    ) -> Result<(), String> {
        if self.signal_until_gone(Signal::TERM, grace, meanwhile)
            || self.signal_until_gone(Signal::KILL, KILLED_WITHIN, meanwhile)
        {
            return Ok(());
        }
        let left = self
            .living()
            .map_err(|error| format!("nobody can tell which processes are left: {error}"))?;
        let left: Vec<String> = left.iter().map(|m| m.process.to_string()).collect();
        Err(format!("the processes {} live on", left.join(", ")))
    }

    /// Sends a signal to every member that has not had it, until none is left or the time is over. While the system does
    /// not say who lives, nobody is taken for gone.
    fn signal_until_gone(
        &mut self,
        signal: Signal,
        within: Duration,
        meanwhile: &mut dyn FnMut(),
    ) -> bool {
        let deadline = Instant::now() + within;
        let mut told = BTreeSet::new();
        loop {
            let living = self.living();
            if living.as_ref().is_ok_and(Vec::is_empty) {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            self.tell(signal, &living.unwrap_or_default(), &mut told);
            meanwhile();
            sleep(TICK);
        }
    }

    fn tell(&self, signal: Signal, living: &[Member], told: &mut BTreeSet<Member>) {
        // The group as a whole first: that reaches even what is being forked at this moment.
        if living.contains(&self.id.leader)
            && told.insert(self.id.leader)
            && let Some(leader) = pid(self.id.leader)
        {
            let _ = kill_process_group(leader, signal);
        }
        for member in living {
            if told.insert(*member) {
                kernel::signal(*member, signal);
            }
        }
    }

    /// All members that live, found anew.
    ///
    /// # Errors
    /// What the system said when it did not let them be looked for.
    fn living(&mut self) -> io::Result<Vec<Member>> {
        if self.id.boot != kernel::boot()? {
            return Ok(Vec::new());
        }
        let seen = kernel::processes()?;
        let own = std::process::id();
        let leader = self.id.leader;
        // A group is the leader's for as long as the leader is listed; later its number may be another's.
        let has_group = seen.iter().any(|one| one.member == leader);
        let mut family = BTreeSet::new();
        for one in &seen {
            let in_group = has_group && one.group == leader.process;
            let is_known = in_group || self.known.contains(&one.member);
            if is_known || kernel::has_mark(one, &self.id.mark)? {
                family.insert(one.member.process);
            }
        }
        family.remove(&own);
        loop {
            let before = family.len();
            let children = seen.iter().filter(|one| family.contains(&one.parent));
            let children: Vec<u32> = children.map(|one| one.member.process).collect();
            family.extend(children);
            family.remove(&own);
            if family.len() == before {
                break;
            }
        }
        let members = seen
            .iter()
            .filter(|one| family.contains(&one.member.process));
        let members: Vec<&Seen> = members.collect();
        self.known.extend(members.iter().map(|one| one.member));
        self.bury(&members);
        let living = members.iter().filter(|one| !one.is_dead);
        Ok(living.map(|one| one.member).collect())
    }

    /// Waits for dead orphans that this process has adopted, the leader aside, whom its starter waits for.
    fn bury(&self, members: &[&Seen]) {
        let own = std::process::id();
        let adopted = members
            .iter()
            .filter(|one| one.is_dead && one.parent == own && one.member != self.id.leader);
        for one in adopted {
            if let Some(orphan) = pid(one.member) {
                let _ = waitpid(Some(orphan), WaitOptions::NOHANG);
            }
        }
    }
}

fn mark_of(command: &Command) -> Option<String> {
    let marked = command.get_envs().find(|(name, _)| *name == MARK)?;
    Some(marked.1?.to_str()?.to_owned())
}

fn new_mark() -> io::Result<String> {
    let mut mark = [0; 16];
    getrandom::fill(&mut mark).map_err(io::Error::other)?;
    Ok(mark.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn pid(member: Member) -> Option<Pid> {
    Pid::from_raw(i32::try_from(member.process).ok()?)
}
