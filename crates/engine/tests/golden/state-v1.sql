PRAGMA application_id = 1397507668;
PRAGMA user_version = 1;
PRAGMA foreign_keys = OFF;
BEGIN;

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

INSERT INTO backups VALUES ('var/lib/sealift/backups/1', 'com.acme.monitor', 'tsdb', 1, '1.1.0-2', 1700000002, 99);
INSERT INTO chunk_forms VALUES ('com.acme.monitor', x'4233c7c94308a7da8747ed52fe8036ce64b88413a025f25bf70ed26e1e4485c9', x'4233c7c94308a7da8747ed52fe8036ce64b88413a025f25bf70ed26e1e4485c9', 12, 12, 'raw', 1);
INSERT INTO chunk_forms VALUES ('com.acme.monitor', x'7babf723431181795081feb947433543b32b038f67f4872691814188c6d5ae13', x'7babf723431181795081feb947433543b32b038f67f4872691814188c6d5ae13', 42, 42, 'raw', 1);
INSERT INTO chunk_forms VALUES ('com.acme.monitor', x'd949cb3cde71bb98d585524bceadb90a2c461ab9d105390eb32eff35bceddfa1', x'd949cb3cde71bb98d585524bceadb90a2c461ab9d105390eb32eff35bceddfa1', 48, 48, 'raw', 1);
INSERT INTO created_users VALUES ('monitor', 'com.acme.monitor');
INSERT INTO data VALUES ('com.acme.monitor', 'tsdb', 'var/opt/com.acme.monitor/db', 2);
INSERT INTO floors VALUES ('com.acme.monitor', 1);
INSERT INTO installed VALUES ('com.acme.monitor', 1, x'de5a3a57c45e3cb24ca01267018228920e53531df3a1da00285153fb5cdc3863', CAST('{"answers":{"port":9090},"paths":[]}' AS BLOB), 'ffeeddccbbaa99887766554433221100', 1700000003);
INSERT INTO installed_components VALUES ('com.acme.monitor', 'extras', 1, 1);
INSERT INTO installed_components VALUES ('com.acme.monitor', 'server', 0, 0);
INSERT INTO journal VALUES ('00112233445566778899aabbccddeeff', 1, 'doing', '["usr/local/bin"]', NULL, NULL, x'ce29b7f5533e3004e45ba39e787cdc05d597908c3c680cf97fca98fbd186c941');
INSERT INTO journal_events VALUES ('00112233445566778899aabbccddeeff', 1, '{"version":1,"operation":"00112233445566778899aabbccddeeff","at":"2023-11-14T22:13:24Z","number":1,"event":"operation-started","kind":"install","steps":16}');
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 1, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"check","id":"ready","number":1},"type":"sealift.undo/v1","undo":{"kind":"nothing"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 2, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"place-tree","id":"files","number":2,"title":{"en":"Place the files"}},"type":"sealift.undo/v1","undo":{"at":"opt/com.acme.sample/releases/1.0.0-1/server","incoming":"opt/com.acme.sample/releases/.incoming-00112233445566778899aabbccddeeff-2","kind":"tree","made":[{"own":false,"path":"opt"},{"own":true,"path":"opt/com.acme.sample"}]}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 3, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"place-tree","id":"files","number":3},"type":"sealift.undo/v1","undo":{"at":"opt/com.acme.sample/releases/1.0.0-1/server","incoming":"opt/com.acme.sample/releases/.incoming-00112233445566778899aabbccddeeff-3","kind":"tree","replaced":"opt/com.acme.sample/releases/.retired-00112233445566778899aabbccddeeff-3"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 4, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"effect":"activate","id":"activate","number":4},"type":"sealift.undo/v1","undo":{"kind":"switch","previous":"releases/1.0.0-1","switch":"opt/com.acme.sample/current"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 5, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"ensure-directory","id":"data","number":5},"type":"sealift.undo/v1","undo":{"kind":"directory","mode":"0750","path":"var/opt/com.acme.sample"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 6, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"render-file","id":"conf","number":6},"type":"sealift.undo/v1","undo":{"before":{"before":"file","kept":"etc/opt/com.acme.sample/.sealift-00112233445566778899aabbccddeeff-6-old","sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},"edited":"etc/opt/com.acme.sample/app.conf.edited-00112233","kind":"entry","making":"etc/opt/com.acme.sample/.sealift-00112233445566778899aabbccddeeff-6-new","path":"etc/opt/com.acme.sample/app.conf","placed":{"placed":"file","sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 7, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"place-symlink","id":"link","number":7},"type":"sealift.undo/v1","undo":{"before":{"before":"link","kept":"usr/local/bin/.sealift-00112233445566778899aabbccddeeff-7-old","target":"/opt/y"},"edited":"usr/local/bin/sample.edited-00112233","kind":"entry","making":"usr/local/bin/.sealift-00112233445566778899aabbccddeeff-7-new","path":"usr/local/bin/sample","placed":{"placed":"link","target":"/opt/x"}}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 8, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"place-symlink","id":"link","number":8},"type":"sealift.undo/v1","undo":{"before":{"before":"absent"},"edited":"usr/local/bin/sample.edited-00112233","kind":"entry","making":"usr/local/bin/.sealift-00112233445566778899aabbccddeeff-8-new","path":"usr/local/bin/sample","placed":{"placed":"link","target":"/opt/x"}}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 9, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"place-symlink","id":"link","number":9},"type":"sealift.undo/v1","undo":{"before":{"before":"directory","kept":"usr/local/bin/.sealift-00112233445566778899aabbccddeeff-9-old"},"edited":"usr/local/bin/sample.edited-00112233","kind":"entry","making":"usr/local/bin/.sealift-00112233445566778899aabbccddeeff-9-new","path":"usr/local/bin/sample","placed":{"placed":"link","target":"/opt/x"}}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 10, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"retire-tree","id":"old","number":10},"type":"sealift.undo/v1","undo":{"emptied":["opt/com.acme.sample/releases/1.0.0-1"],"existed":true,"kept":"opt/com.acme.sample/releases/.retired-00112233445566778899aabbccddeeff-10","kind":"aside","path":"opt/com.acme.sample/releases/1.0.0-1/server"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 11, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"restore-backup","id":"data-store","number":11},"type":"sealift.undo/v1","undo":{"existed":true,"kept":"var/opt/.sealift-00112233445566778899aabbccddeeff-11-old","kind":"aside","making":"var/opt/.sealift-00112233445566778899aabbccddeeff-11-new","path":"var/opt/com.acme.sample"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 12, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"create-user","id":"user","number":12},"type":"sealift.undo/v1","undo":{"existed":false,"kind":"user","name":"sample"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 13, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"stop-service","id":"server","number":13},"type":"sealift.undo/v1","undo":{"change":"stop","kind":"service","name":"com.acme.sample-server","ran":true}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 14, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"place-service","id":"server","number":14},"type":"sealift.undo/v1","undo":{"change":"place","definition":"var/lib/sealift/runs/00112233445566778899aabbccddeeff/14-unit.json","kind":"service","name":"com.acme.sample-server","ran":false}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 15, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"backup","id":"store","number":15},"type":"sealift.undo/v1","undo":{"aside":"var/opt/.sealift-00112233445566778899aabbccddeeff-15-old","copy":"var/lib/sealift/backups/com.acme.sample/store","data":"var/opt/com.acme.sample","kind":"backup","listing":"var/lib/sealift/runs/00112233445566778899aabbccddeeff/15-listing.json","made":[{"own":false,"path":"var/lib/sealift/backups"}],"making":"var/opt/.sealift-00112233445566778899aabbccddeeff-15-new"}}' AS BLOB));
INSERT INTO journal_steps VALUES ('00112233445566778899aabbccddeeff', 16, 'done', CAST('{"operation":"00112233445566778899aabbccddeeff","step":{"component":"server","effect":"run-command","id":"migrate","number":16},"type":"sealift.undo/v1","undo":{"kind":"command","program":"var/lib/sealift/runs/00112233445566778899aabbccddeeff/16-undo.json","timeout_seconds":30}}' AS BLOB));
INSERT INTO latest_signed VALUES (1, 1795253400);
INSERT INTO log_checkpoints VALUES (0, 'plant-3.example/sealift-log/1' || char(10) || '0' || char(10) || '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' || char(10) || '' || char(10) || '— plant-3.example/sealift-log/1 y6OoU1xvoag55PX057Zlj4o1OrPfCIFP4AxGhlTo3Kd92S3rjCosTlSsCkjE/xlva84wS3IJeaMExtB6Ft++DkB0MAU=' || char(10) || '');
INSERT INTO log_checkpoints VALUES (1, 'plant-3.example/sealift-log/1' || char(10) || '1' || char(10) || 'nZZMX8fXy0o6gQwR6PFNF/CLGnAx0wh8vxmHJ7aZAcM=' || char(10) || '' || char(10) || '— plant-3.example/sealift-log/1 y6OoU10ZvIRgEzzw4CK5g34C1gisGc7lzDAT5rH8Bnmjsr21S/yfTClVOe/0x+btqXlV5BR2/iqbS9Z80+vbq1cbTwA=' || char(10) || '');
INSERT INTO log_checkpoints VALUES (2, 'plant-3.example/sealift-log/2' || char(10) || '2' || char(10) || '0cH0YZxwIc9JxQJ9JF6uDF+/z8w2Rp9RE3r9hz/PqwE=' || char(10) || '' || char(10) || '— plant-3.example/sealift-log/2 JZWR6Kx3o4GISjqGvvEGCthK4N/wzZCu+uMOPTkQl9PJeqKlp7nQR5RuGY2Jn+IT+i2cnlpDW7utScN97Y6fhKG5pgY=' || char(10) || '');
INSERT INTO log_entries VALUES (0, CAST('{"authenticated":"sudo","clock":{"source":"chrony"},"epoch":1,"event":"site-created","offset":60,"outcome":"succeeded","prior":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","sequence":0,"site":"plant-3.example","time":"2026-11-21T09:30:00Z","type":"sealift.record/v1","withheld":{"details.root":"4ca072970ce4cfefbc836089753bc1de4217e3b6a88377ac449f87837f592873","who.host":"d0ebc201d31cb2c4d6404ff63932347f814f8d656236599c2cbea9022c39b7f3","who.login":"3671d38a3b1ee13ec9ab1606431ca9165b2527e008a66b8d013b874469a267de","who.user":"fb7a2ee579994f7fddb98246803e1f15d6f1b46b318bc7d427fe3c9bfbf79de2"}}' AS BLOB), CAST('{"details.root":{"salt":"af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc","value":"/srv/plant"},"who.host":{"salt":"cd2662154e6d76b2b2b92e70c0cac3ccf534f9b74eb5b89819ec509083d00a50","value":"bench-7"},"who.login":{"salt":"cd04a4754498e06db5a13c5f371f1f04ff6d2470f24aa9bd886540e5dce77f70","value":"anna"},"who.user":{"salt":"d5688a52d55a02ec4aea5ec1eadfffe1c9e0ee6a4ddbe2377f98326d42dfc975","value":"root"}}' AS BLOB), x'9d964c5fc7d7cb4a3a810c11e8f14d17f08b1a7031d3087cbf198727b69901c3', 'site-created', 'succeeded', 1795253400, NULL, NULL);
INSERT INTO log_entries VALUES (1, CAST('{"authenticated":"sudo","clock":{"source":"chrony"},"epoch":2,"event":"key-rotated","offset":60,"outcome":"succeeded","prior":"9d964c5fc7d7cb4a3a810c11e8f14d17f08b1a7031d3087cbf198727b69901c3","sequence":1,"site":"plant-3.example","time":"2026-11-21T09:30:00Z","type":"sealift.record/v1","withheld":{"who.host":"702e4d2fe94e5c82845e76462256dd76026775f4472f7f9b417988d9cfb4f122","who.login":"58c5bf50bf0a03387d7c2130379a03500e05125bd078cffb4f11dd2cff2edb70","who.user":"5beaa38ac370e1dd1d0ad8f6eba74ce918eb52d1006408f0a28bf381d99f0cce"}}' AS BLOB), CAST('{"who.host":{"salt":"8005f02d43fa06e7d0585fb64c961d57e318b27a145c857bcd3a6bdb413ff7fc","value":"bench-7"},"who.login":{"salt":"5dee4dd60ff8d0ba9900fe91e90e0dcf65f0570d42c431f727d0300dd70dc431","value":"anna"},"who.user":{"salt":"14ac577cdb2ef6d986078b4054cc9893a9a14a16dbb0d8f37b89167c1f1aacdf","value":"root"}}' AS BLOB), x'987e8a509de2d0363c39f9754cece02c3eb2fdd9e56ede6b747b4937bf6ffee7', 'key-rotated', 'succeeded', 1795253400, NULL, NULL);
INSERT INTO log_epochs VALUES (1, 'plant-3.example/sealift-log/1+cba3a853+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs', '{"epoch":1,"from":"plant-3.example/sealift-log/1+cba3a853+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs","root":"9d964c5fc7d7cb4a3a810c11e8f14d17f08b1a7031d3087cbf198727b69901c3","site":"plant-3.example","size":1,"to":"plant-3.example/sealift-log/2+259591e8+AROY9ixtGkV8UbpqS189vS9p/KkyFiGNyJl+QWvRfZPK","type":"sealift.rotation/v1"}' || char(10) || '' || char(10) || '— plant-3.example/sealift-log/1 y6OoU22sK9l5j8Cgb2vyGLxDXtbrvSXBxmFcK4H09IU94P4Mos8hjbj4yHHJ7vT7Yobt5DPpI91GJAH5al6ujZWGZQU=' || char(10) || '— plant-3.example/sealift-log/2 JZWR6I71pSHX6GYs3eqlUEgjkNsGzaO6CvbaPxw8cT4/RPB+3R/4/pfo2xjeEELV6FHc5c6FX3y12VI940OjZ3qhsgQ=' || char(10) || '');
INSERT INTO log_epochs VALUES (2, 'plant-3.example/sealift-log/2+259591e8+AROY9ixtGkV8UbpqS189vS9p/KkyFiGNyJl+QWvRfZPK', NULL);
INSERT INTO log_head VALUES (1, 'plant-3.example', 2, x'010000000000000002d1c1f4619c7021cf49c5027d245eae0c5fbfcfcc36469f51137afd873fcfab01');
INSERT INTO materials VALUES (x'b6addd6e99d3c466d053c19e86ccd90547846b1b649459d1500f7871cb7bff2b', 'manifest', 'manifest.json', x'b6addd6e99d3c466d053c19e86ccd90547846b1b649459d1500f7871cb7bff2b', CAST('{"components":[{"id":"server","into":"server","steps":[{"home":"data","id":"account","kind":"user","name":"monitor"},{"id":"samples","kind":"directory","mode":"0750","owner":"monitor","path":"data/samples"},{"id":"link","kind":"symlink","path":"config/program","to":"program/server/bin/server"},{"id":"settings","kind":"config-file","mode":"0640","path":"config/server.toml","template":"share/server.toml.j2","title":{"en":"Write the settings"}},{"id":"migrate","kind":"command","run":["bin/server","--migrate","{{ paths.data }}/samples"],"timeout_seconds":30,"undo":{"run":["bin/server","--migrate-back","{{ paths.data }}/samples"]},"writes":["data/samples"]},{"description":{"en":"Monitor"},"environment":{"LANG":"C.UTF-8"},"id":"run","kind":"service","name":"server","ready":{"probe":{"host":"127.0.0.1","kind":"tcp","port":"{{ answers.http_port }}"},"within":{"every_ms":500,"seconds":30}},"restart":"always","run":["bin/server","--config","{{ paths.config }}/server.toml"],"stop_seconds":10},{"id":"there","kind":"check","probe":{"kind":"command","run":["bin/server","--check"]},"within":{"every_ms":500,"seconds":30}},{"id":"page","kind":"check","probe":{"contains":"ok","kind":"http","status":200,"url":"http://127.0.0.1:{{ answers.http_port }}/health"},"title":{"en":"The page answers"},"within":{"every_ms":1000,"seconds":60}},{"id":"file","kind":"check","probe":{"contains":"","kind":"file","path":"data/samples"},"within":{"every_ms":500,"seconds":30}}],"title":{"en":"Server"},"totals":{"directories":2,"files":2,"outward_symlinks":1,"raw_bytes":48,"symlinks":2}},{"depends":["server"],"id":"samples","into":"samples","optional":{"default":false},"title":{"en":"Example dashboards"},"totals":{"directories":0,"files":1,"outward_symlinks":0,"raw_bytes":12,"symlinks":0}}],"configuration":{"schema":{"additionalProperties":false,"properties":{"admin_password":{"minLength":12,"type":"string","x-secret":true},"http_port":{"default":9090,"maximum":65535,"minimum":1024,"type":"integer","x-group":"Network","x-help":{"en":"Where the web page is served."},"x-title":{"de":"Anschluss","en":"Port"}},"terms":{"const":true,"type":"boolean","x-licence":"terms"}},"required":["admin_password","terms"],"type":"object"}},"data":[{"component":"server","format":1,"id":"samples","path":"data/samples"}],"documents":[{"bytes":13,"id":"terms","kind":"licence","media_type":"text/plain","sha256":"a30b09f8a628af0ccf28f66e98900c148e43ba75358885c331aef974636199a2","title":{"en":"Terms of use"}},{"bytes":29,"id":"changelog","kind":"changelog","language":"en","media_type":"text/markdown","sha256":"558303cf24ed819ee5a9a3ad91bc2cf688595df04b9ec25f08f8294c1bea7c7e","title":{"en":"Changes"}}],"expires":"2199-01-01T00:00:00Z","index":{"raw_bytes":1740,"stored_bytes":654,"stored_sha256":"e4c93648ca962a8ecaa0c01f3b3fdc6df90a816ee2a625d247d82faaa1c82b01"},"issued":"2026-11-21T09:30:00Z","name":{"de":"Wächter","en":"Monitor"},"names":"posix","platforms":[{"arch":"x86-64","os":"linux"},{"arch":"aarch64","os":"linux"}],"product":"com.acme.monitor","requirements":[{"at-least":"12","distributions":["debian"],"id":"os","kind":"os","os":"linux"},{"all":["sse2"],"id":"cpu","kind":"cpu-features","level":"recommended"},{"at-least":1,"id":"cores","kind":"cores"},{"at-least":16777216,"id":"memory","kind":"memory"},{"at":"data","at-least":1048576,"id":"room","kind":"disk","level":"recommended","remedy":{"en":"Attach a volume for the samples."}},{"at-least":"4.18","id":"kernel","kind":"kernel"},{"at-least":"2.28","id":"libc","kind":"libc","name":"glibc"},{"id":"port","kind":"port-free","port":"http_port"},{"at-least":"8","id":"package","kind":"os-package","level":"recommended","name":"coreutils"},{"id":"time","kind":"service-running","level":"recommended","name":"chrony.service"},{"id":"user","kind":"user","name":"root"},{"enabled":false,"id":"fips","kind":"fips"},{"at-most-days-ahead":36500,"id":"clock","kind":"clock"},{"id":"agent","kind":"product","level":"recommended","product":"com.acme.agent","range":">=2.1, <3"}],"rollback_index":1,"sequence":2,"summary":{"en":"Watches the plant''s machines."},"totals":{"chunks":3,"directories":2,"files":3,"raw_bytes":60,"stored_bytes":102,"symlinks":2},"type":"sealift.manifest/v1","vendor":{"contact":"+49 30 1234567","name":"Acme GmbH"},"version":"1.1.0"}' AS BLOB));
INSERT INTO operations VALUES ('00112233445566778899aabbccddeeff', 'install', 'com.acme.monitor', CAST('{"answers_sha256":"de5a3a57c45e3cb24ca01267018228920e53531df3a1da00285153fb5cdc3863","components":["exporter","server","alert"],"operation":"install","prefix":"opt/com.acme.monitor","product":"com.acme.monitor","room":[{"at":"etc/opt/com.acme.monitor","to_do":65536,"to_undo":65536},{"at":"opt/com.acme.monitor","to_do":3159744,"to_undo":0}],"services":{"started":["com.acme.monitor-exporter","com.acme.monitor-server","com.acme.monitor-alert"]},"steps":[{"component":"exporter","effect":{"at":"opt/com.acme.monitor/releases/1.0.0-1/exporter","bytes":1000000,"component":"exporter","directories":2,"files":10,"kind":"place-tree","release":"1.0.0-1","symlinks":1},"id":"files","number":1,"phase":"place","undo":"exact","weight":{"bytes":1000000}},{"component":"server","effect":{"at":"opt/com.acme.monitor/releases/1.0.0-1/server","bytes":1000000,"component":"server","directories":2,"files":10,"kind":"place-tree","release":"1.0.0-1","symlinks":1},"id":"files","number":2,"phase":"place","undo":"exact","weight":{"bytes":1000000}},{"component":"alert","effect":{"at":"opt/com.acme.monitor/releases/1.0.0-1/alert","bytes":1000000,"component":"alert","directories":2,"files":10,"kind":"place-tree","release":"1.0.0-1","symlinks":1},"id":"files","number":3,"phase":"place","undo":"exact","weight":{"bytes":1000000}},{"component":"server","effect":{"kind":"create-user","name":"monitor"},"id":"account","number":4,"phase":"ground","undo":"compensating","weight":{"bytes":4096}},{"component":"exporter","effect":{"kind":"ensure-directory","path":"etc/opt/com.acme.monitor"},"id":"etc/opt/com.acme.monitor","number":5,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"exporter","effect":{"kind":"ensure-directory","path":"etc/opt/com.acme.monitor/old"},"id":"etc/opt/com.acme.monitor/old","number":6,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"exporter","effect":{"kind":"ensure-directory","path":"run/com.acme.monitor"},"id":"run/com.acme.monitor","number":7,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"exporter","effect":{"kind":"ensure-directory","mode":"0755","path":"run/com.acme.monitor/exporter"},"id":"socket","number":8,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"server","effect":{"kind":"ensure-directory","path":"usr/local/bin"},"id":"usr/local/bin","number":9,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"server","effect":{"kind":"ensure-directory","path":"var/opt/com.acme.monitor"},"id":"var/opt/com.acme.monitor","number":10,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"server","effect":{"kind":"ensure-directory","path":"var/opt/com.acme.monitor/db"},"id":"var/opt/com.acme.monitor/db","number":11,"phase":"ground","undo":"exact","weight":{"bytes":4096}},{"component":"exporter","effect":{"before":{"found":"absent"},"kind":"place-symlink","path":"etc/opt/com.acme.monitor/old/x","to":"var/opt/com.acme.monitor/x"},"id":"old","number":12,"phase":"prepare","undo":"exact","weight":{"bytes":4096}},{"component":"server","effect":{"before":{"found":"absent"},"component":"server","kind":"render-file","mode":"0640","owner":"monitor","path":"etc/opt/com.acme.monitor/server.yml","source":"opt/com.acme.monitor/releases/1.0.0-1/server/server.yml.j2","template":"server.yml.j2"},"id":"conf","number":13,"phase":"prepare","undo":"exact","weight":{"bytes":4096}},{"component":"server","effect":{"invocation":{"arguments":["--to=/var/opt/com.acme.monitor"],"directory":"opt/com.acme.monitor/releases/1.0.0-1/server","environment":{"HOME":"/var/opt/com.acme.monitor","PASSWORD":{"before_switch":true,"shown":"••••••••","template":"{{ answers.password }}"}},"program":"/opt/com.acme.monitor/releases/1.0.0-1/server/bin/migrate"},"kind":"run-command","timeout_seconds":60,"undo":{"arguments":["--back"],"directory":"opt/com.acme.monitor/releases/1.0.0-1/server","program":"/opt/com.acme.monitor/releases/1.0.0-1/server/bin/migrate"},"writes":["var/opt/com.acme.monitor/db"]},"id":"migrate","number":14,"phase":"prepare","undo":"compensating","weight":{"seconds":60}},{"component":"server","effect":{"before":{"found":"absent"},"kind":"place-symlink","path":"usr/local/bin/monitor","to":"opt/com.acme.monitor/current/server/bin/monitor"},"id":"link","number":15,"phase":"prepare","undo":"exact","weight":{"bytes":4096}},{"effect":{"kind":"activate","release":"opt/com.acme.monitor/releases/1.0.0-1","switch":"opt/com.acme.monitor/current"},"id":"activate","number":16,"phase":"activate","undo":"exact","weight":{"bytes":4096}},{"component":"exporter","effect":{"kind":"place-service","service":{"invocation":{"directory":"opt/com.acme.monitor/current/exporter","program":"/opt/com.acme.monitor/current/exporter/bin/exporter"},"name":"exporter","restart":"on-failure","run_directories":[{"mode":"0755","path":"run/com.acme.monitor/exporter"}],"stop_seconds":10,"unit":"com.acme.monitor-exporter"}},"id":"exporter-service","number":17,"phase":"finish","undo":"exact","weight":{"bytes":4096}},{"component":"exporter","effect":{"kind":"start-service","unit":"com.acme.monitor-exporter"},"id":"exporter-service","number":18,"phase":"finish","undo":"compensating","weight":{"seconds":1}},{"component":"exporter","effect":{"kind":"check","probe":{"host":"127.0.0.1","kind":"tcp","port":9100},"within":{"every_ms":100,"seconds":5}},"id":"tcp","number":19,"phase":"finish","undo":"exact","weight":{"seconds":5}},{"component":"server","effect":{"kind":"place-service","service":{"after":["com.acme.monitor-exporter"],"invocation":{"arguments":["--listen=:9090","--conf","/etc/opt/com.acme.monitor/server.yml"],"directory":"opt/com.acme.monitor/current/server","program":"/opt/com.acme.monitor/current/server/bin/server"},"name":"server","restart":"on-failure","stop_seconds":10,"unit":"com.acme.monitor-server"}},"id":"server-service","number":20,"phase":"finish","undo":"exact","weight":{"bytes":4096}},{"component":"server","effect":{"kind":"start-service","unit":"com.acme.monitor-server"},"id":"server-service","number":21,"phase":"finish","undo":"compensating","weight":{"seconds":1}},{"component":"server","effect":{"kind":"check","probe":{"kind":"http","status":200,"url":"http://127.0.0.1:9090/-/healthy"},"within":{"every_ms":200,"seconds":20}},"id":"healthy","number":22,"phase":"finish","undo":"exact","weight":{"seconds":20}},{"component":"alert","effect":{"kind":"place-service","service":{"after":["com.acme.monitor-exporter","com.acme.monitor-server"],"invocation":{"directory":"opt/com.acme.monitor/current/alert","program":"/opt/com.acme.monitor/current/alert/bin/alert"},"name":"alert","restart":"on-failure","stop_seconds":10,"unit":"com.acme.monitor-alert"}},"id":"alert-service","number":23,"phase":"finish","undo":"exact","weight":{"bytes":4096}},{"component":"alert","effect":{"kind":"start-service","unit":"com.acme.monitor-alert"},"id":"alert-service","number":24,"phase":"finish","undo":"compensating","weight":{"seconds":1}}],"summary":{"bytes":3000000,"created":53,"kept":0,"removed":0,"replaced":0},"to":{"data":{"db":{"at":"var/opt/com.acme.monitor/db","component":"server","format":1}},"folder":"opt/com.acme.monitor/releases/1.0.0-1","issued":"2026-01-01T00:00:00Z","manifest_sha256":"503654da93f18de354d5effbe1c34aed69bdbd0087c6c8cddae3cb1f18152f0d","name":"1.0.0-1","rollback_index":1,"sequence":1,"version":"1.0.0"},"type":"sealift.plan/v1","warnings":[{"code":"outside-product","path":"usr/local/bin/monitor"}]}' AS BLOB), 'doing', NULL, 1700000004, NULL, '{"effective_user":"root","login_user":"ann","authenticated":"sudo","host":"plant-3"}', 'CHG-7', 'first delivery');
INSERT INTO owned_paths VALUES ('etc/opt/com.acme.monitor/a.yml', 'com.acme.monitor', 'file', x'b79606fb3afea5bd1609ed40b622142f1c98125abcfe89a76a661b0e8e343910', 384, NULL);
INSERT INTO owned_paths VALUES ('usr/local/bin/monitor', 'com.acme.monitor', 'symlink', NULL, NULL, 'opt/com.acme.monitor/current');
INSERT INTO owned_paths VALUES ('var/opt/com.acme.monitor', 'com.acme.monitor', 'directory', NULL, NULL, NULL);
INSERT INTO release_chunks VALUES (1, 2, x'4233c7c94308a7da8747ed52fe8036ce64b88413a025f25bf70ed26e1e4485c9');
INSERT INTO release_chunks VALUES (1, 0, x'7babf723431181795081feb947433543b32b038f67f4872691814188c6d5ae13');
INSERT INTO release_chunks VALUES (1, 1, x'd949cb3cde71bb98d585524bceadb90a2c461ab9d105390eb32eff35bceddfa1');
INSERT INTO releases VALUES (1, 'com.acme.monitor', 2, '1.1.0', x'b6addd6e99d3c466d053c19e86ccd90547846b1b649459d1500f7871cb7bff2b', 1, 1, 1700000001);
INSERT INTO seen_manifests VALUES ('com.acme.monitor', 2, x'b6addd6e99d3c466d053c19e86ccd90547846b1b649459d1500f7871cb7bff2b', '1.1.0', 1700000001, 1, 1);
INSERT INTO services VALUES ('com.acme.monitor', 'com.acme.monitor-exporter', 'exporter', 1, '{"unit":"com.acme.monitor-exporter","name":"exporter","invocation":{"program":"/opt/com.acme.monitor/current/exporter/bin/exporter","directory":"opt/com.acme.monitor/current/exporter"},"restart":"on-failure","stop_seconds":10,"run_directories":[{"path":"run/com.acme.monitor/exporter","mode":"0755"}]}');
INSERT INTO tree_components VALUES (1, 1, 'server', 'opt/com.acme.monitor/releases/1.2.0-3/server', 7, 1);
INSERT INTO tree_data VALUES (1, 'db', 'server', 'var/opt/com.acme.monitor/db', 1);
INSERT INTO tree_files VALUES (1, 'bin/monitor', x'1310ca2c8932dbd118668bd97442558a3e1f546b5e15c69699dfbd6024f548d8', 493, 7, x'ffffffffffffffff', x'8000000000000000', 5, 6);
INSERT INTO trees VALUES (1, 'com.acme.monitor', '1.0.0', 1, 1, x'503654da93f18de354d5effbe1c34aed69bdbd0087c6c8cddae3cb1f18152f0d', '1.0.0-1', 'opt/com.acme.monitor/releases/1.0.0-1', 1767225600);
INSERT INTO volume_hints VALUES (1, x'fa5c9b81dfbfc0d3066a7d3d4f092f6362db5709e34fb533103b9b02e4ccfcbf', CAST('{"count":1,"holdings":[{"first":0,"last":2,"number":1}],"kind":"full","number":1,"type":"sealift.volume/v1"}' AS BLOB), 1);
COMMIT;
