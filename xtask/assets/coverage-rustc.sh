#!/bin/sh
# Stands before the compiler of the project's own crates, so that nobody else's are counted.
exec "$@" -C instrument-coverage
