#!/bin/sh
# Makes the golden release of the newest version of the format: every kind of step, probe, requirement and row once.
#
#     make.sh VERSION SEALIFT         # VERSION as in release-v1.sealift; SEALIFT is the program
#
# Files of a version that has been released are never made again: this one refuses to.
set -eu
version=$1
sealift=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
if [ -e "$here/release-v$version.sealift" ]; then
    echo "version $version is there already, and stays as it is" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
cd "$folder"
mkdir -p server/bin server/share samples
printf '#!/bin/sh\nexit 0\n' > server/bin/server
printf 'port = {{ answers.http_port }}\n' > server/share/server.toml.j2
ln -s /usr/share/zoneinfo server/share/zoneinfo
ln -s server server/bin/monitor
printf 'a dashboard\n' > samples/board.json
printf '# 1.1.0\n\nBetter than before.\n' > CHANGES.md
printf 'Use it well.\n' > LICENCE.txt
cat > sealift.toml <<'END'
product = "com.acme.monitor"
name = { en = "Monitor", de = "Wächter" }
summary = "Watches the plant's machines."
version = "1.1.0"
sequence = 2
rollback-index = 1
issued = 2026-11-21T09:30:00Z
expires = 2199-01-01T00:00:00Z
platforms = ["linux-x86-64", "linux-aarch64"]
names = "posix"
changelog = "CHANGES.md"

[vendor]
name = "Acme GmbH"
contact = "+49 30 1234567"

[[requirements]]
id = "os"
kind = "os"
os = "linux"
distributions = ["debian"]
at-least = "12"

[[requirements]]
id = "cpu"
kind = "cpu-features"
all = ["sse2"]
level = "recommended"

[[requirements]]
id = "cores"
kind = "cores"
at-least = 1

[[requirements]]
id = "memory"
kind = "memory"
at-least = "16 MiB"

[[requirements]]
id = "room"
kind = "disk"
at = "data"
at-least = "1 MiB"
level = "recommended"
remedy = "Attach a volume for the samples."

[[requirements]]
id = "kernel"
kind = "kernel"
at-least = "4.18"

[[requirements]]
id = "libc"
kind = "libc"
name = "glibc"
at-least = "2.28"

[[requirements]]
id = "port"
kind = "port-free"
port = "http_port"

[[requirements]]
id = "package"
kind = "os-package"
name = "coreutils"
at-least = "8"
level = "recommended"

[[requirements]]
id = "time"
kind = "service-running"
name = "chrony.service"
level = "recommended"

[[requirements]]
id = "user"
kind = "user"
name = "root"

[[requirements]]
id = "fips"
kind = "fips"
enabled = false

[[requirements]]
id = "clock"
kind = "clock"
at-most-days-ahead = 36500

[[requirements]]
id = "agent"
kind = "product"
product = "com.acme.agent"
range = ">=2.1, <3"
level = "recommended"

[configuration.questions.http_port]
type = "integer"
minimum = 1024
maximum = 65535
default = 9090
x-title = { en = "Port", de = "Anschluss" }
x-help = "Where the web page is served."
x-group = "Network"

[configuration.questions.admin_password]
type = "string"
minLength = 12
x-secret = true
required = true

[configuration.questions.terms]
type = "boolean"
const = true
x-licence = "terms"
required = true

[[data]]
id = "samples"
component = "server"
path = "data/samples"
format = 1

[[documents]]
id = "terms"
kind = "licence"
title = "Terms of use"
file = "LICENCE.txt"

[[components]]
id = "server"
title = "Server"
source = "server"
modes = [{ glob = "bin/*", mode = "0755" }]
outward-symlinks = ["share/zoneinfo"]

[[components.steps]]
id = "account"
kind = "user"
name = "monitor"
home = "data"

[[components.steps]]
id = "samples"
kind = "directory"
path = "data/samples"
mode = "0750"
owner = "monitor"

[[components.steps]]
id = "link"
kind = "symlink"
path = "config/program"
to = "program/server/bin/server"

[[components.steps]]
id = "settings"
title = "Write the settings"
kind = "config-file"
path = "config/server.toml"
template = "share/server.toml.j2"
mode = "0640"

[[components.steps]]
id = "migrate"
kind = "command"
run = ["bin/server", "--migrate", "{{ paths.data }}/samples"]
undo = { run = ["bin/server", "--migrate-back", "{{ paths.data }}/samples"] }
timeout-seconds = 30
writes = ["data/samples"]
irreversible = false

[[components.steps]]
id = "run"
kind = "service"
name = "server"
description = "Monitor"
run = ["bin/server", "--config", "{{ paths.config }}/server.toml"]
environment = { LANG = "C.UTF-8" }
restart = "always"
ready = { probe = { kind = "tcp", host = "127.0.0.1", port = "{{ answers.http_port }}" } }

[[components.steps]]
id = "there"
kind = "check"
probe = { kind = "command", run = ["bin/server", "--check"] }

[[components.checks]]
id = "page"
title = "The page answers"
probe = { kind = "http", url = "http://127.0.0.1:{{ answers.http_port }}/health", status = 200, contains = "ok" }
within = { seconds = 60, every-ms = 1000 }

[[components.checks]]
id = "file"
probe = { kind = "file", path = "data/samples", contains = "" }

[[components]]
id = "samples"
title = "Example dashboards"
source = "samples"
optional = { default = false }
depends = ["server"]
END
"$sealift" keygen --no-password --out keys
"$sealift" pack sealift.toml --key keys/sealift.key --out out
cp out/*.sealift "$here/release-v$version.sealift"
cp keys/sealift.pub "$here/vendor-v$version.pub"
unzip -p out/*.sealift manifest.json > "$here/manifest-v$version.json"
unzip -p out/*.sealift volume.json > "$here/volume-v$version.json"
unzip -p out/*.sealift index.json.zst | zstd -dc > "$here/index-v$version.json"
