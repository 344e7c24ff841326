#!/bin/busybox sh
# The first process: finds the disks and hands over to the script that the kernel's command line names.
/bin/busybox --install -s /bin
mkdir -p /dev /proc /sys /tools
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
for number in 0 1 2 3 4 5; do
    insmod /drivers/$number.ko
done
mount -t ext4 -o ro /dev/vdb /tools || poweroff -f
mount -t ext4 /dev/vda /tools/disk || { echo "@@ failed mount"; poweroff -f; }
mount -t tmpfs tmp /tools/tmp
for folder in dev proc sys; do
    mount --bind /$folder /tools/$folder
done
exec chroot /tools /bin/busybox sh /$script.sh
