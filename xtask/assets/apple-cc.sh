#!/bin/sh
# Stands in for a C compiler for macOS where there is none. `cargo check` links nothing, so build scripts only need
# the files that they ask for: `-o FILE` becomes an empty file.
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then
        : >"$2"
        shift
    fi
    shift
done
