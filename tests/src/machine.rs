//! A machine within the machine: its own `/usr`, `/etc`, `/var`, `/opt` and `/run`, its own processes, a system bus and
//! polkit. What is shared is the network, and the folder for temporary files.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Layers over the system's folders, a user, the program with its polkit action, a bus and polkit on it.
const SETUP: &str = r#"
set -eu
mount -t tmpfs layers /mnt
for folder in usr etc var opt; do
    mkdir -p /mnt/$folder/up /mnt/$folder/work
    mount -t overlay layer -o lowerdir=/$folder,upperdir=/mnt/$folder/up,workdir=/mnt/$folder/work /$folder
done
mount -t tmpfs run /run
echo 'tester:x:4711:4711:Tester:/var/tester:/bin/sh' >> /etc/passwd
echo 'tester:x:4711:' >> /etc/group
install -d -o 4711 -g 4711 -m 700 /var/tester
rm -rf /var/lib/sealift /etc/sealift /etc/polkit-1/rules.d/*
install -d /usr/libexec/sealift /usr/share/polkit-1/actions /run/dbus /etc/polkit-1/rules.d /etc/cron.d
install -m 755 "$HELPER_BUILT" /usr/libexec/sealift/sealift-helper
install -m 644 "$POLICY" /usr/share/polkit-1/actions/org.sealift.helper.policy
cat > /etc/sealift-test-rule <<'RULE'
polkit.addRule(function (action, subject) {
    if (action.id == "org.sealift.helper.run" && subject.user == "tester") return polkit.Result.YES;
});
RULE
dbus-daemon --system --fork --nopidfile
/usr/lib/polkit-1/polkitd --no-debug > /dev/null 2>&1 &
for try in $(seq 50); do
    dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.PolicyKit1 2> /dev/null | grep -q 'boolean true' && break
    sleep 0.1
done
echo ready
exec sleep 600
"#;

/// What a command did.
#[derive(Debug)]
pub struct Done {
    /// Exit status; none when a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
}

/// The machine; it ends with this.
#[derive(Debug)]
pub struct Machine {
    outer: Child,
    inner: u32,
}

impl Machine {
    /// Where packages put the elevated side.
    pub const HELPER: &str = "/usr/libexec/sealift/sealift-helper";
    /// The home of the ordinary user.
    pub const HOME: &str = "/var/tester";

    /// A machine with the elevated side installed; nothing where it cannot be made, with the reason said.
    #[must_use]
    pub fn start(helper: &Path) -> Option<Self> {
        if let Some(missing) = missing() {
            eprintln!("not proven here: {missing}");
            return None;
        }
        let policy = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../installers/linux/org.sealift.helper.policy");
        let mut outer = Command::new("unshare")
            .args([
                "--mount",
                "--pid",
                "--ipc",
                "--fork",
                "--kill-child",
                "--mount-proc",
            ])
            .args(["bash", "-c", SETUP])
            .env("HELPER_BUILT", helper)
            .env("POLICY", policy)
            .stdout(Stdio::piped())
            .spawn()
            .expect("unshare is there");
        let mut line = String::new();
        let out = outer.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it speaks");
        assert_eq!(
            line, "ready\n",
            "the machine within the machine did not start"
        );
        let children = format!("/proc/{0}/task/{0}/children", outer.id());
        let inner = fs::read_to_string(children).expect("it has a child");
        let inner = inner.trim().parse().expect("a number");
        Some(Self { outer, inner })
    }

    /// Lets the user through, as a facility's own rule would; polkit reads a new rule in its own time.
    pub fn let_through(&self) {
        let allowed = self.root("cp /etc/sealift-test-rule /etc/polkit-1/rules.d/50-sealift.rules");
        assert_eq!(allowed.status, Some(0), "{allowed:?}");
        let heard = self.user(
            "for try in $(seq 200); do \
                 pkcheck --action-id org.sealift.helper.run --process $$ && exit 0; sleep 0.1; \
             done; exit 1",
        );
        assert_eq!(heard.status, Some(0), "{heard:?}");
    }

    /// Has a program lie where the system would have it.
    pub fn installs(&self, program: &Path, at: &str) {
        let line = format!("touch {at} && mount --bind '{}' {at}", program.display());
        let mounted = self.root(&line);
        assert_eq!(mounted.status, Some(0), "{mounted:?}");
    }

    /// A path of the machine as one reaches it from here.
    #[must_use]
    pub fn path(&self, within: &str) -> PathBuf {
        let root = format!("/proc/{}/root", self.inner);
        Path::new(&root).join(within.trim_start_matches('/'))
    }

    /// A command within, as an administrator or as the user; not started yet.
    #[must_use]
    pub fn command(&self, line: &str, as_user: bool) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["-t", &self.inner.to_string(), "-m", "-p", "-i"]);
        if as_user {
            command.args([
                "setpriv",
                "--reuid",
                "4711",
                "--regid",
                "4711",
                "--init-groups",
            ]);
        }
        command.args([
            "env",
            "-i",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            &format!("HOME={}", Self::HOME),
        ]);
        command.args(["bash", "-c", line]);
        command
    }

    /// Runs something as an administrator.
    #[must_use]
    pub fn root(&self, line: &str) -> Done {
        done(self.command(line, false))
    }

    /// Runs something as the user.
    #[must_use]
    pub fn user(&self, line: &str) -> Done {
        done(self.command(line, true))
    }

    /// Whether there is such a file or folder, whoever may see it.
    #[must_use]
    pub fn exists(&self, path: &str) -> bool {
        self.root(&format!("test -e {path}")).status == Some(0)
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.outer.kill().ok();
        self.outer.wait().ok();
    }
}

fn done(mut command: Command) -> Done {
    let output = command
        .stdin(Stdio::null())
        .output()
        .expect("nsenter is there");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Done {
        status: output.status.code(),
        output: text(&output.stdout),
        errors: text(&output.stderr),
    }
}

/// What this machine lacks to have another within.
fn missing() -> Option<String> {
    let is_root =
        fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !is_root {
        return Some("it takes an administrator to make a machine within the machine".into());
    }
    let programs = [
        "/usr/bin/pkexec",
        "/usr/lib/polkit-1/polkitd",
        "/usr/bin/dbus-daemon",
        "/usr/bin/nsenter",
    ];
    let absent = programs
        .into_iter()
        .find(|program| !Path::new(program).exists());
    if let Some(absent) = absent {
        return Some(format!("{absent} is not installed"));
    }
    let layered = Command::new("unshare")
        .args(["--mount", "--pid", "--fork", "bash", "-c"])
        .arg("mount -t tmpfs t /mnt && mkdir /mnt/u /mnt/w && mount -t overlay o -o lowerdir=/etc,upperdir=/mnt/u,workdir=/mnt/w /etc")
        .output();
    let is_layered = layered.is_ok_and(|done| done.status.success());
    (!is_layered).then(|| "this system lets nobody lay one folder over another".into())
}
