# The story's changes, one after the other. What is said is heard outside before the power goes: a change whose end was
# told, and a checkpoint that was printed, must be there after it.
busybox mkdir -p /tmp/bin
busybox --install -s /tmp/bin
export PATH=/tmp/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 NO_COLOR=1

say() { echo "@@ $*"; }
sealift() { $under /bin/sealift --root /disk/world "$@"; }
noted() { say noted "$(sealift audit checkpoint | base64 -w 0)"; }

number=0
noted
while read -r line; do
    number=$((number + 1))
    eval "set -- $line"
    say begin $number
    if ! sealift "$@" > /tmp/said 2>&1; then
        say failed $number
        cat /tmp/said
        poweroff -f
    fi
    say end $number
    noted
done < /changes
say done
sync
poweroff -f
