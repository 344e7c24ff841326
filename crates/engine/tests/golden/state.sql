CREATE TABLE backups (
    at TEXT PRIMARY KEY,
    product TEXT NOT NULL,
    data TEXT NOT NULL,
    format INTEGER NOT NULL,
    release TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chunk_forms (
    product TEXT NOT NULL,
    raw BLOB NOT NULL CHECK (length(raw) = 32),
    stored BLOB NOT NULL CHECK (length(stored) = 32),
    raw_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('raw', 'zstd')),
    is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1)),
    PRIMARY KEY (product, raw, stored)
) STRICT, WITHOUT ROWID;

CREATE TABLE created_users (
    name TEXT PRIMARY KEY,
    product TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE data (
    product TEXT NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    format INTEGER NOT NULL,
    PRIMARY KEY (product, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE floors (
    product TEXT PRIMARY KEY,
    floor INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE installed (
    product TEXT PRIMARY KEY,
    tree INTEGER NOT NULL REFERENCES trees (id),
    answers_sha256 BLOB CHECK (length(answers_sha256) = 32),
    -- Answers without secrets, as the JSON that the digest was taken of.
    answers BLOB,
    operation TEXT NOT NULL,
    installed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE installed_components (
    product TEXT NOT NULL REFERENCES installed (product) ON DELETE CASCADE,
    component TEXT NOT NULL,
    place INTEGER NOT NULL,
    is_declined INTEGER NOT NULL CHECK (is_declined IN (0, 1)),
    PRIMARY KEY (product, component)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    operation TEXT PRIMARY KEY REFERENCES operations (id) ON DELETE CASCADE,
    format INTEGER NOT NULL,
    phase TEXT NOT NULL,
    outside TEXT NOT NULL,
    outcome TEXT,
    problem TEXT,
    seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_events (
    operation TEXT NOT NULL REFERENCES journal (operation) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (operation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_steps (
    operation TEXT NOT NULL REFERENCES journal (operation) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    undo BLOB NOT NULL,
    PRIMARY KEY (operation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE latest_signed (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    time INTEGER NOT NULL
) STRICT;

CREATE TABLE log_checkpoints (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE log_entries (
    sequence INTEGER PRIMARY KEY,
    leaf BLOB NOT NULL,
    openings BLOB NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    event TEXT NOT NULL,
    outcome TEXT NOT NULL,
    time INTEGER NOT NULL,
    operation TEXT,
    product TEXT
) STRICT;

CREATE TABLE log_epochs (
    epoch INTEGER PRIMARY KEY CHECK (epoch > 0),
    public_key TEXT NOT NULL,
    -- The note that ended this epoch, signed by its key and the next one's.
    rotation TEXT
) STRICT;

CREATE TABLE log_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    site TEXT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    frontier BLOB NOT NULL
) STRICT;

CREATE TABLE materials (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    manifest BLOB CHECK (length(manifest) = 32),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE operations (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    product TEXT NOT NULL,
    plan BLOB NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    started INTEGER NOT NULL,
    ended INTEGER,
    actor TEXT NOT NULL,
    ticket TEXT,
    reason TEXT
) STRICT;

CREATE TABLE owned_paths (
    path TEXT PRIMARY KEY,
    product TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'symlink', 'directory')),
    sha256 BLOB CHECK (length(sha256) = 32),
    mode INTEGER,
    link TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE release_chunks (
    release INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    raw BLOB NOT NULL CHECK (length(raw) = 32),
    PRIMARY KEY (release, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE releases (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    version TEXT NOT NULL,
    manifest BLOB NOT NULL UNIQUE CHECK (length(manifest) = 32),
    is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
    is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),
    imported_at INTEGER NOT NULL,
    UNIQUE (product, sequence)
) STRICT;

CREATE TABLE seen_manifests (
    product TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    version TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    -- Whether it was the first of its sequence, which others are held against.
    is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
    has_run INTEGER NOT NULL DEFAULT 0 CHECK (has_run IN (0, 1)),
    PRIMARY KEY (product, sequence, manifest)
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
    product TEXT NOT NULL,
    name TEXT PRIMARY KEY,
    component TEXT NOT NULL,
    place INTEGER NOT NULL,
    definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tree_components (
    id INTEGER PRIMARY KEY,
    tree INTEGER NOT NULL REFERENCES trees (id) ON DELETE CASCADE,
    component TEXT NOT NULL,
    at TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    files INTEGER NOT NULL,
    UNIQUE (tree, component)
) STRICT;

CREATE TABLE tree_data (
    tree INTEGER NOT NULL REFERENCES trees (id) ON DELETE CASCADE,
    data TEXT NOT NULL,
    component TEXT NOT NULL,
    at TEXT NOT NULL,
    format INTEGER NOT NULL,
    PRIMARY KEY (tree, data)
) STRICT, WITHOUT ROWID;

CREATE TABLE tree_files (
    component INTEGER NOT NULL REFERENCES tree_components (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    mode INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 8),
    inode BLOB NOT NULL CHECK (length(inode) = 8),
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    PRIMARY KEY (component, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE trees (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    version TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    rollback_index INTEGER NOT NULL,
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    issued INTEGER NOT NULL,
    UNIQUE (product, manifest)
) STRICT;

CREATE TABLE volume_hints (
    release INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    hint BLOB NOT NULL,
    -- Whether all of the volume was read and every chunk of it was sound.
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    PRIMARY KEY (release, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX chunk_forms_by_stored ON chunk_forms (stored);

CREATE INDEX journal_open ON journal (phase) WHERE phase <> 'closed';

CREATE INDEX log_entries_by_operation ON log_entries (operation) WHERE operation IS NOT NULL;

CREATE INDEX log_entries_by_product ON log_entries (product) WHERE product IS NOT NULL;

CREATE INDEX materials_by_manifest ON materials (manifest) WHERE manifest IS NOT NULL;

CREATE INDEX operations_unfinished ON operations (started) WHERE ended IS NULL;

CREATE INDEX owned_paths_by_product ON owned_paths (product);

CREATE INDEX release_chunks_by_raw ON release_chunks (raw);
