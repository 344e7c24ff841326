//! A technician's steps from stick to report, as one takes them with the mouse.

use crate::Window;

impl Window {
    /// Takes the package that is offered on the drives, and looks at who signed it.
    #[track_caller]
    pub fn chooses_the_package(&self, package: &str) {
        self.is_at("Where is the software?");
        self.wait_for("radio", package);
        if self.all("radio", package).len() == 1 {
            self.click("radio", package);
        }
        self.press("Look at it");
        self.is_at("Who signed it?");
    }

    /// Trusts the key of the package whose signatures are shown, by a fingerprint typed from paper.
    #[track_caller]
    pub fn trusts_the_key(&self, fingerprint: &str) {
        self.press("Compare the key with paper…");
        self.trusts_what_was_compared(fingerprint);
    }

    /// Trusts the key that is shown, by a fingerprint typed from paper.
    #[track_caller]
    pub fn trusts_what_was_compared(&self, fingerprint: &str) {
        self.is_at("Do you trust this key?");
        self.click("radio", "Type or scan");
        self.fill("Fingerprint on your paper", fingerprint);
        self.says("Your paper and this key have the same fingerprint");
        self.fill("Who compared it", "Ann Example");
        self.fill("How, and why", "paper with the contract");
        self.press("Trust this key");
        self.is_at("This key is trusted from now on");
        self.press("Continue");
        self.is_at("Who signed it?");
    }

    /// Imports what the signatures admit.
    #[track_caller]
    pub fn imports(&self) {
        self.press("Import and verify");
        self.is_at("Verified");
    }

    /// Goes on to the machine and the settings.
    #[track_caller]
    pub fn goes_on_to_the_settings(&self) {
        self.press("Is this machine fit for it?");
        self.is_at("Does it fit this machine?");
        self.press("Continue");
        self.is_at("Settings");
    }

    /// Goes on from answers that can stand to the plan.
    #[track_caller]
    pub fn goes_on_to_the_plan(&self) {
        self.press("Continue");
        self.is_at("The plan");
        self.wait("a plan", || {
            (!self.text().contains(&self.said("Still planning")[0])).then_some(())
        });
    }

    /// Says yes to the plan, with a name for the record.
    #[track_caller]
    pub fn agrees(&self, button: &str) {
        self.says_who_and_why();
        self.press(button);
    }

    /// Fills in what goes on record.
    #[track_caller]
    pub fn says_who_and_why(&self) {
        self.fill("Ticket", "CHG-4711");
        self.fill("Your name", "Ann Example");
    }

    /// Goes from a verified release through settings that can stand to the end of its install, whatever that is.
    #[track_caller]
    pub fn installs_what_was_verified(&self) {
        self.goes_on_to_the_settings();
        self.goes_on_to_the_plan();
        self.agrees("Install now");
        self.waits_for_the_end();
    }

    /// Waits for the end of a change, whatever it is.
    #[track_caller]
    pub fn waits_for_the_end(&self) {
        self.is_at("What came of it");
    }
}
