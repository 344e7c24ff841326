//! System users, made and removed by the machine's own programs.

use std::path::Path;
use std::sync::Arc;

use sealift_engine::effects::{HostPath, Processes, UserId, Users, UsersError};

use super::{accounts, tool};

const USERADD: &str = "/usr/sbin/useradd";
const USERDEL: &str = "/usr/sbin/userdel";
/// Where a program lies that refuses every login; the first that is there.
const NO_LOGIN: [&str; 3] = ["/usr/sbin/nologin", "/sbin/nologin", "/bin/false"];

/// The users of this machine.
pub(crate) struct HostUsers {
    processes: Arc<dyn Processes>,
    is_relocated: bool,
}

impl HostUsers {
    pub(crate) const fn new(processes: Arc<dyn Processes>, is_relocated: bool) -> Self {
        Self {
            processes,
            is_relocated,
        }
    }

    /// What stands against changing a user at all.
    fn check(&self, user: &UserId, program: &str) -> Result<(), UsersError> {
        if !accounts::is_login_name(&user.0) {
            return Err(UsersError::BadName(user.0.clone()));
        }
        if self.is_relocated {
            return Err(UsersError::Relocated(user.0.clone()));
        }
        if !Path::new(program).exists() {
            return Err(UsersError::Unsupported(user.0.clone()));
        }
        Ok(())
    }

    fn tell(&self, user: &UserId, program: &str, arguments: &[&str]) -> Result<(), UsersError> {
        let told = tool::tell(self.processes.as_ref(), program, arguments);
        told.map(drop).map_err(|reason| UsersError::Failed {
            user: user.0.clone(),
            reason,
        })
    }
}

impl Users for HostUsers {
    fn exists(&self, user: &UserId) -> Result<bool, UsersError> {
        if !accounts::is_login_name(&user.0) {
            return Err(UsersError::BadName(user.0.clone()));
        }
        Ok(accounts::by_name(&user.0).is_some())
    }

    fn create(&self, user: &UserId, home: Option<&HostPath>) -> Result<(), UsersError> {
        self.check(user, USERADD)?;
        let home = home.map_or_else(|| "/nonexistent".into(), |home| format!("/{home}"));
        let is_there = |shell: &&&str| Path::new(shell).exists();
        let shell = NO_LOGIN.iter().find(is_there).unwrap_or(&NO_LOGIN[2]);
        let arguments = [
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            &home,
            "--shell",
            shell,
            "--",
            &user.0,
        ];
        self.tell(user, USERADD, &arguments)
    }

    fn remove(&self, user: &UserId) -> Result<(), UsersError> {
        self.check(user, USERDEL)?;
        self.tell(user, USERDEL, &["--", &user.0])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;
    use crate::processes::HostProcesses;
    use crate::unix::files::HostFiles;

    fn users(is_relocated: bool) -> HostUsers {
        let files = Arc::new(HostFiles::open("/".into(), is_relocated).unwrap());
        HostUsers::new(Arc::new(HostProcesses::new(files)), is_relocated)
    }

    fn user(name: &str) -> UserId {
        UserId(name.into())
    }

    #[test]
    fn a_relocated_world_has_no_users_of_its_own() {
        let refused = Err(UsersError::Relocated("acme".into()));
        assert_eq!(users(true).create(&user("acme"), None), refused);
        assert_eq!(users(true).remove(&user("acme")), refused);
        assert_eq!(users(true).exists(&user("root")), Ok(true));
    }

    #[test]
    fn v08_a_name_that_is_none_goes_nowhere() {
        for name in ["a&b", "a'b", "../a", "a b", "-r", "", "a:b", "a\nb", "A"] {
            let refused = Err(UsersError::BadName(name.into()));
            assert_eq!(users(false).create(&user(name), None), refused);
        }
    }

    #[test]
    fn a_user_is_made_and_removed_again() {
        if !rustix::process::geteuid().is_root() || !Path::new(USERADD).exists() {
            return; // only root can make users
        }
        let (users, acme) = (users(false), user("sealift-test-user"));
        if users.exists(&acme).unwrap() {
            users.remove(&acme).unwrap();
        }
        let home: sealift_package::path::RelativePath = "var/opt/acme".parse().unwrap();
        users.create(&acme, Some(&home.into())).unwrap();
        let account = accounts::by_name(&acme.0).unwrap();
        let again = users.create(&acme, None);
        users.remove(&acme).unwrap();
        assert_eq!(account.home, "/var/opt/acme");
        assert!(account.user < 1000 && account.user != 0, "a system user");
        assert!(matches!(again, Err(UsersError::Failed { .. })), "{again:?}");
        assert_eq!(users.exists(&acme), Ok(false));
    }
}
