# What a technician does when the power is back: any command recovers, then everything is looked at.
busybox mkdir -p /tmp/bin
busybox --install -s /tmp/bin
export PATH=/tmp/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 NO_COLOR=1

say() { echo "@@ $*"; }
sealift() { /bin/sealift --root /disk/world "$@"; }
insist() {
    if ! "$@" > /tmp/said 2>&1; then
        say failed "$*"
        cat /tmp/said
        umount /disk
        poweroff -f
    fi
}

insist sealift recover
cat /tmp/said
insist sealift depot verify
insist sealift status --full
insist sealift audit checkpoint --key --out /tmp/key
insist sealift audit export --format json --out /tmp/report.json
insist /bin/sealift audit verify /tmp/report.json --log-key /tmp/key
umount /disk
say sound
poweroff -f
