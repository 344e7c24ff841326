//! A database in the words of SQL, so that people see in a difference what a version changed.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// Everything: what the file says of itself, the schema, and every row.
pub(crate) fn of(sql: &Connection) -> String {
    let number = |name: &str| -> u32 {
        sql.pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    let mut script = format!(
        "PRAGMA application_id = {};\nPRAGMA user_version = {};\nPRAGMA foreign_keys = OFF;\nBEGIN;\n\n",
        number("application_id"),
        number("user_version")
    );
    // Tables come before their indexes, which need them.
    let schema = texts(
        sql,
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name",
    );
    for statement in schema {
        script += &format!("{statement};\n\n");
    }
    for table in tables(sql) {
        let mut rows = sql.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..columns).map(|column| literal(row.get_ref(column).unwrap()));
            let values = values.collect::<Vec<_>>().join(", ");
            script += &format!("INSERT INTO {table} VALUES ({values});\n");
        }
    }
    script + "COMMIT;\n"
}

/// The part of a dump that tells no rows.
pub(crate) fn schema(dump: &str) -> String {
    let lines = dump.lines().filter(|line| !line.starts_with("INSERT INTO"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The names of the tables.
pub(crate) fn tables(sql: &Connection) -> Vec<String> {
    texts(
        sql,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
}

fn texts(sql: &Connection, question: &str) -> Vec<String> {
    let mut statement = sql.prepare(question).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// A value as SQL writes it. Bytes that are a line of text are written as such, for people.
fn literal(value: ValueRef<'_>) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    match value {
        ValueRef::Null => "NULL".into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        // A script is read line by line by people, not by SQLite.
        ValueRef::Text(text) => {
            quoted(str::from_utf8(text).unwrap()).replace('\n', "' || char(10) || '")
        }
        ValueRef::Blob(bytes) => match str::from_utf8(bytes) {
            Ok(text) if text.starts_with('{') && !text.contains('\n') => {
                format!("CAST({} AS BLOB)", quoted(text))
            }
            _ => {
                let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
                format!("x'{}'", digits.collect::<String>())
            }
        },
    }
}
