//! How the value types that documents share stand in a column.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use sealift_document::{Count, Digest, Timestamp};

/// A value as its column holds it: digests as 32 bytes, counts as integers, times as Unix seconds, names as text.
pub(crate) struct Column<T>(pub(crate) T);

macro_rules! column {
    ($type:ty, $value:ident => $into:expr, $column:ident => $from:expr) => {
        impl rusqlite::ToSql for Column<$type> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                let $value = &self.0;
                Ok(ToSqlOutput::from($into))
            }
        }
        impl FromSql for Column<$type> {
            fn column_result($column: ValueRef<'_>) -> FromSqlResult<Self> {
                $from.map(Self)
            }
        }
    };
}

column!(Digest, digest => digest.raw().to_vec(), column =>
    <[u8; 32]>::column_result(column).map(Digest::from_raw));
column!(Count, count => i64::try_from(count.value()).unwrap_or(i64::MAX), column =>
i64::column_result(column).and_then(|number| {
    u64::try_from(number).ok().and_then(|n| Count::try_from(n).ok()).ok_or(FromSqlError::OutOfRange(number))
}));
column!(Timestamp, moment => moment.unix(), column =>
i64::column_result(column).and_then(|seconds| {
    Timestamp::from_unix(seconds).map_err(|_| FromSqlError::OutOfRange(seconds))
}));

/// A value that is written and read as text: a name, a version, a code.
pub(crate) struct Word<T>(pub(crate) T);

impl<T: ToString> rusqlite::ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl<T> FromSql for Word<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    fn column_result(column: ValueRef<'_>) -> FromSqlResult<Self> {
        let parsed = column.as_str()?.parse();
        parsed
            .map(Self)
            .map_err(|error: T::Err| FromSqlError::Other(Box::new(error)))
    }
}
