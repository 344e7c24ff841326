#!/bin/sh
# Fetches the binaries of this example from Debian and lays out one tree a component, templates included.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
build=$(mkdir -p "${1:?usage: fetch.sh BUILD}" && cd "$1" && pwd)
recipe=$(cat "$here/fetch.sh" "$here"/templates/* | sha256sum)
[ "$(cat "$build/complete" 2>/dev/null)" = "$recipe" ] && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -o APT::Sandbox::User=root -q prometheus prometheus-node-exporter prometheus-alertmanager
for package in *.deb; do dpkg -x "$package" unpacked; done

lay() { # component, then its binaries
    component=$1; shift
    rm -rf "${build:?}/$component"
    mkdir -p "$build/$component/bin" "$build/$component/share"
    for binary in "$@"; do cp "unpacked/usr/bin/$binary" "$build/$component/bin/"; done
}
lay exporter prometheus-node-exporter
lay prometheus prometheus
lay alertmanager prometheus-alertmanager
cp "$here"/templates/prometheus*.j2 "$here"/templates/rules.yml.j2 "$build/prometheus/share/"
cp "$here"/templates/alertmanager.yml.j2 "$build/alertmanager/share/"
rmdir "$build/exporter/share"

# Debian's Alertmanager reads its message templates from a fixed place of the host. A release carries them itself, so the
# place is rewritten, byte for byte as long, to one below the component's tree, where services start.
cp -r unpacked/usr/share/prometheus/alertmanager "$build/alertmanager/share/"
rm "$build/alertmanager/share/alertmanager/generate-ui.sh"
LC_ALL=C sed -i 's|/usr/share/prometheus/alertmanager|././././././././share/alertmanager|g' \
    "$build/alertmanager/bin/prometheus-alertmanager"

echo "$recipe" > "$build/complete"
