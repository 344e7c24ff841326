#!/bin/bash
# Stands before the compiler of the project's own crates, so that nobody else's are counted. Not `sh`: Debian's drops
# variables with a hyphen in their name, such as cargo's CARGO_BIN_EXE_sealift-desktop, which tests are compiled with.
exec "$@" -C instrument-coverage
