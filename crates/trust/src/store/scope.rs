//! For which products a key may speak.

use std::fmt;
use std::str::FromStr;

use sealift_package::manifest::ProductId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A set of products: one (`com.acme.monitor`), all below a name (`com.acme.*`), or all there are (`*`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProductScope(String);

/// The text is no set of products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
#[error("a scope is a product id, a product id's beginning with .* after it, or * alone")]
pub struct ScopeError;

impl ScopeError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "scope-malformed"
    }
}

impl ProductScope {
    /// Every product. To be asked for by name: an empty scope covers nothing.
    #[must_use]
    pub fn every_product() -> Self {
        Self("*".into())
    }

    /// Whether the product belongs to the set.
    #[must_use]
    pub fn covers(&self, product: &ProductId) -> bool {
        match self.0.strip_suffix('*') {
            // What remains is empty or ends with a dot, so that com.acme.* never covers com.acmes.tool.
            Some(beginning) => product.as_str().starts_with(beginning),
            None => product.as_str() == self.0,
        }
    }
}

impl FromStr for ProductScope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, ScopeError> {
        // A beginning is checked as the product id that it becomes with one more label.
        let example = match text.strip_suffix('*') {
            Some("") => return Ok(Self(text.into())),
            Some(beginning) if beginning.ends_with('.') => format!("{beginning}x"),
            Some(_) => return Err(ScopeError),
            None => text.to_owned(),
        };
        let product: Result<ProductId, _> = example.parse();
        product.map(|_| Self(text.into())).map_err(|_| ScopeError)
    }
}

impl TryFrom<String> for ProductScope {
    type Error = ScopeError;
    fn try_from(text: String) -> Result<Self, ScopeError> {
        text.parse()
    }
}

impl From<ProductScope> for String {
    fn from(scope: ProductScope) -> Self {
        scope.0
    }
}

impl fmt::Display for ProductScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t11_a_scope_covers_whole_labels_only() {
        let product = |text: &str| text.parse::<ProductId>().expect(text);
        let scope = |text: &str| text.parse::<ProductScope>().expect(text);
        let acme = scope("com.acme.*");
        assert!(acme.covers(&product("com.acme.monitor")));
        assert!(acme.covers(&product("com.acme.eu.monitor")));
        assert!(!acme.covers(&product("com.acme")));
        assert!(!acme.covers(&product("com.acmes.tool")));
        assert!(scope("com.acme.monitor").covers(&product("com.acme.monitor")));
        assert!(!scope("com.acme.monitor").covers(&product("com.acme.monitor-2")));
        assert!(ProductScope::every_product().covers(&product("org.other")));
    }

    #[test]
    fn patterns_that_mean_less_than_they_seem_to_are_refused() {
        for bad in [
            "",
            "com.acme*",
            "*.acme",
            "com.*.x",
            "COM.acme.*",
            ".*",
            "**",
            "com",
        ] {
            let refused = bad.parse::<ProductScope>().expect_err(bad);
            assert_eq!(refused.code(), "scope-malformed", "{bad}");
        }
    }
}
