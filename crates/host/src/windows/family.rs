//! A started program and everything that descends from it: a job that nobody leaves, and that ends with whoever holds
//! it. So nothing outlives its starter, and a family that another process started is no more than its leader.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::io;
use std::os::windows::io::{AsHandle, AsRawHandle, FromRawHandle, OwnedHandle};
use std::os::windows::process::CommandExt;
use std::process::{Child, Command};
use std::ptr;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use windows_sys::Win32::Foundation::{FILETIME, HANDLE, INVALID_HANDLE_VALUE, WAIT_OBJECT_0};
use windows_sys::Win32::System::Console::{
    CTRL_BREAK_EVENT, GenerateConsoleCtrlEvent, GetConsoleCP,
};
use windows_sys::Win32::System::Diagnostics::ToolHelp::{
    CreateToolhelp32Snapshot, TH32CS_SNAPTHREAD, THREADENTRY32, Thread32First, Thread32Next,
};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOBOBJECT_BASIC_ACCOUNTING_INFORMATION, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
    JobObjectBasicAccountingInformation, JobObjectExtendedLimitInformation,
    QueryInformationJobObject, SetInformationJobObject, TerminateJobObject,
};
use windows_sys::Win32::System::Threading::{
    CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW, CREATE_SUSPENDED, GetProcessTimes, OpenProcess,
    OpenThread, PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_SYNCHRONIZE, PROCESS_TERMINATE,
    ResumeThread, THREAD_SUSPEND_RESUME, TerminateProcess, WaitForSingleObject,
};

/// How long a killed process may take to go.
const KILLED_WITHIN: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(10);

/// What finds a family again after whoever started it has died: a number alone never names a process, so the time at
/// which it started goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FamilyId {
    process: u32,
    start: u64,
}

/// A family: with its job for the one who started it.
pub(crate) struct Family {
    id: FamilyId,
    leader: Option<OwnedHandle>,
    job: Option<OwnedHandle>,
}

impl Family {
    /// Starts a command as the leader of a family of its own.
    pub(crate) fn start(command: &mut Command) -> io::Result<(Child, Self)> {
        let job = new_job()?;
        let mut flags = CREATE_NEW_PROCESS_GROUP | CREATE_SUSPENDED;
        // SAFETY: the call takes nothing.
        if unsafe { GetConsoleCP() } == 0 {
            // A program without a console of ours would open a window for one.
            flags |= CREATE_NO_WINDOW;
        }
        let mut child = command.creation_flags(flags).spawn()?;
        let started =
            join_and_run(&child, &job).and_then(|()| child.as_handle().try_clone_to_owned());
        let leader = started.inspect_err(|_| {
            let _ = child.kill();
            let _ = child.wait();
        })?;
        let id = FamilyId {
            process: child.id(),
            start: start_of(&leader).unwrap_or(0),
        };
        let family = Self {
            id,
            leader: Some(leader),
            job: Some(job),
        };
        Ok((child, family))
    }

    /// A family that somebody else started.
    pub(crate) fn of(id: FamilyId) -> Self {
        let leader = open_process(id.process).filter(|leader| start_of(leader) == Some(id.start));
        Self {
            id,
            leader,
            job: None,
        }
    }

    pub(crate) const fn id(&self) -> &FamilyId {
        &self.id
    }

    /// Whether the leader has ended.
    pub(crate) fn has_leader_ended(&self) -> bool {
        !self.has_living_leader()
    }

    /// Whether the leader lives, whoever's child it is.
    pub(crate) fn has_living_leader(&self) -> bool {
        self.leader.as_ref().is_some_and(|leader| {
            // SAFETY: the handle is open and may be waited for; this returns at once.
            unsafe { WaitForSingleObject(leader.as_raw_handle(), 0) != WAIT_OBJECT_0 }
        })
    }

    /// Whether any member lives.
    pub(crate) fn is_alive(&mut self) -> bool {
        match &self.job {
            Some(job) => living(job) > 0 || self.has_living_leader(),
            None => self.has_living_leader(),
        }
    }

    /// Asks all members to end, as Ctrl+Break does, and ends those that have not after the grace. `meanwhile` is called
    /// while waiting, so that nobody hangs on a full pipe.
    ///
    /// # Errors
    /// A reason in words when a member outlives even that.
    pub(crate) fn end(
        &mut self,
        grace: Duration,
        meanwhile: &mut dyn FnMut(),
    ) -> Result<(), String> {
        if !self.is_alive() {
            return Ok(());
        }
        // SAFETY: the call takes two numbers; whoever shares no console with us does not hear of it.
        let is_asked = unsafe { GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, self.id.process) } != 0;
        if is_asked && self.is_gone_within(grace, meanwhile) {
            return Ok(());
        }
        self.kill();
        if self.is_gone_within(KILLED_WITHIN, meanwhile) {
            Ok(())
        } else {
            Err(format!(
                "the family of process {} lives on",
                self.id.process
            ))
        }
    }

    fn is_gone_within(&mut self, time: Duration, meanwhile: &mut dyn FnMut()) -> bool {
        let deadline = Instant::now() + time;
        while self.is_alive() {
            if Instant::now() >= deadline {
                return false;
            }
            meanwhile();
            sleep(TICK);
        }
        true
    }

    fn kill(&self) {
        // SAFETY: the handles are open, and were opened with the right to end what they name.
        unsafe {
            if let Some(job) = &self.job {
                TerminateJobObject(job.as_raw_handle(), 1);
            } else if let Some(leader) = &self.leader {
                TerminateProcess(leader.as_raw_handle(), 1);
            }
        }
    }
}

/// A job whose processes end when its last handle is closed, however the holder ends.
fn new_job() -> io::Result<OwnedHandle> {
    // SAFETY: no attributes and no name are given; a handle that is not null is ours alone.
    let job = unsafe {
        let handle = CreateJobObjectW(ptr::null(), ptr::null());
        if handle.is_null() {
            return Err(io::Error::last_os_error());
        }
        OwnedHandle::from_raw_handle(handle)
    };
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    let length = u32::try_from(size_of_val(&limits)).expect("a few words");
    // SAFETY: the job is open, and the pointer is to a local of the stated length.
    let done = unsafe {
        SetInformationJobObject(
            job.as_raw_handle(),
            JobObjectExtendedLimitInformation,
            (&raw const limits).cast(),
            length,
        )
    };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(job)
}

/// Puts a suspended process into a job before it can start anything, and lets it run.
fn join_and_run(child: &Child, job: &OwnedHandle) -> io::Result<()> {
    // SAFETY: both handles are open.
    if unsafe { AssignProcessToJobObject(job.as_raw_handle(), child.as_raw_handle()) } == 0 {
        return Err(io::Error::last_os_error());
    }
    let thread = first_thread(child.id())?;
    // SAFETY: the handle is open, with the right to resume.
    if unsafe { ResumeThread(thread.as_raw_handle()) } == u32::MAX {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// The only thread of a process that has not run yet.
fn first_thread(process: u32) -> io::Result<OwnedHandle> {
    // SAFETY: the call takes two numbers; a valid handle is ours alone.
    let snapshot = unsafe {
        let handle = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
        owned(if handle == INVALID_HANDLE_VALUE {
            ptr::null_mut()
        } else {
            handle
        })?
    };
    let mut entry = THREADENTRY32 {
        dwSize: u32::try_from(size_of::<THREADENTRY32>()).expect("a few words"),
        ..THREADENTRY32::default()
    };
    // SAFETY: the snapshot is open, and the entry states its size.
    let mut is_there = unsafe { Thread32First(snapshot.as_raw_handle(), &raw mut entry) };
    while is_there != 0 {
        if entry.th32OwnerProcessID == process {
            // SAFETY: the call takes numbers; a handle that is not null is ours alone.
            return unsafe { owned(OpenThread(THREAD_SUSPEND_RESUME, 0, entry.th32ThreadID)) };
        }
        // SAFETY: as above.
        is_there = unsafe { Thread32Next(snapshot.as_raw_handle(), &raw mut entry) };
    }
    Err(io::Error::other("the started process has no thread"))
}

fn open_process(process: u32) -> Option<OwnedHandle> {
    let rights = PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_SYNCHRONIZE | PROCESS_TERMINATE;
    // SAFETY: the call takes numbers; a handle that is not null is ours alone.
    unsafe { owned(OpenProcess(rights, 0, process)).ok() }
}

/// Takes a handle over, or says what the system said when there is none.
///
/// # Safety
/// The handle is null, or open and nobody else's.
unsafe fn owned(handle: HANDLE) -> io::Result<OwnedHandle> {
    if handle.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the caller vouches for it.
    Ok(unsafe { OwnedHandle::from_raw_handle(handle) })
}

/// When a process started, in units of 100 ns since 1601.
fn start_of(process: &OwnedHandle) -> Option<u64> {
    let mut times = [FILETIME::default(); 4];
    let [created, exited, kernel, user] = &mut times;
    // SAFETY: the handle is open and the pointers are to locals.
    let done = unsafe { GetProcessTimes(process.as_raw_handle(), created, exited, kernel, user) };
    let start = u64::from(created.dwHighDateTime) << 32 | u64::from(created.dwLowDateTime);
    (done != 0).then_some(start)
}

/// How many processes of a job live; what cannot be counted is taken to live.
fn living(job: &OwnedHandle) -> u32 {
    let mut counted = JOBOBJECT_BASIC_ACCOUNTING_INFORMATION::default();
    let length = u32::try_from(size_of_val(&counted)).expect("a few words");
    // SAFETY: the job is open, and the pointer is to a local of the stated length.
    let done = unsafe {
        QueryInformationJobObject(
            job.as_raw_handle(),
            JobObjectBasicAccountingInformation,
            (&raw mut counted).cast(),
            length,
            ptr::null_mut(),
        )
    };
    if done == 0 {
        u32::MAX
    } else {
        counted.ActiveProcesses
    }
}
