//! Finding what is on the page as a screen reader does: by role and name.
//!
//! What a role and a name are, is said by the library that the page's own tests use. It and axe are handed to the page by
//! the driver, since the page itself fetches nothing and evaluates nothing.

use std::sync::OnceLock;

use crate::desktop::project;

const FINDER: &str = "ui/node_modules/@testing-library/dom/dist/@testing-library/dom.umd.min.js";
const AXE: &str = "ui/node_modules/axe-core/axe.min.js";

/// Gives a page that has no eyes yet the finder, as `window.eyes`.
pub(crate) fn finder() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let finder = read(FINDER);
        // The library wants to put its name on the global object, which it finds by its own means.
        format!("if (!window.eyes) {{ {finder};\nwindow.eyes = globalThis.TestingLibraryDom; }}")
    })
}

/// Gives a page axe, as `window.axe`.
pub(crate) fn axe() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| format!("if (!window.axe) {{ {} }}", read(AXE)))
}

fn read(below: &str) -> String {
    let path = project().join(below);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; `npm ci` in ui brings it", path.display()))
}

/// The elements of a role with one of these names (or with any, when there are none).
pub(crate) const BY_ROLE: &str = "
    const [role, names, isPart] = arguments;
    const isMeant = (name) => names.some((meant) => isPart ? name.includes(meant) : name === meant);
    return window.eyes.queryAllByRole(document.body, role, names.length > 0 ? { name: isMeant } : {});
";

/// The fields with one of these labels. A password field has no role, so labels are what fields are found by.
pub(crate) const BY_LABEL: &str = "
    const [labels] = arguments;
    const isMeant = (text) => labels.includes(text.replace(/\\s*\\*$/, '').trim());
    const found = window.eyes.queryAllByLabelText(document.body, isMeant, { selector: 'input, textarea, select' });
    return found.filter((field) => field.checkVisibility());
";

/// Where a control is clicked on, once it can be used: a box or a dot on its words. It is scrolled clear of what stands
/// still on the screen, as a person does, and as the page does for what has the focus.
pub(crate) const CLICKED: &str = "
    const [element] = arguments;
    if (element.disabled || element.getAttribute('aria-disabled') === 'true' || element.dataset.loading) return [];
    const isMark = element.matches('input[type=radio], input[type=checkbox]');
    const place = isMark && element.labels.length > 0 ? element.labels[0] : element;
    place.scrollIntoView({ block: 'nearest' });
    return [place];
";

/// How many fields a screen reader would call invalid.
pub(crate) const WRONG: &str = "return document.querySelectorAll('[aria-invalid=true]').length;";

/// What a person reads on the page.
pub(crate) const TEXT: &str = "return document.body.innerText;";

/// Which theme the page is in.
pub(crate) const COLOURS: &str = "return document.documentElement.dataset.mantineColorScheme;";

/// Gives the page the colours of a theme as its own switch does: with a sheet of styles that stops all transitions, which
/// also has the web view compute every colour anew. It misses inherited ones when nothing but the attribute changes.
pub(crate) const COLOURED: &str = "
    const still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important; }');
    document.adoptedStyleSheets.push(still);
    document.documentElement.setAttribute('data-mantine-color-scheme', arguments[0]);
    getComputedStyle(document.body).color;
    document.adoptedStyleSheets.pop();
    getComputedStyle(document.body).color;
";

/// Waits until the page has not changed for a moment and nothing is shown as being fetched; at most three seconds for
/// what never rests, and twenty for what is fetched. Work that has a bar is what the picture is of.
pub(crate) const REST: &str = "
    const [done] = arguments;
    const start = performance.now();
    let last = start;
    const changes = new MutationObserver(() => { last = performance.now(); });
    changes.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
    const look = () => {
        const now = performance.now();
        const works = document.querySelector('[role=progressbar]') !== null;
        const loaders = [...document.querySelectorAll('.mantine-Loader-root')];
        const waits = loaders.some((loader) => !works || !loader.closest('.mantine-Button-loader'));
        const fetched = waits && now - start < 20000;
        if (fetched || (now - last < 250 && now - start < 3000)) return setTimeout(look, 50);
        changes.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    };
    look();
";
