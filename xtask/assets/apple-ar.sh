#!/bin/sh
# Stands in for an archiver for macOS, as apple-cc.sh does for the compiler: the archive it is asked for is empty.
for word in "$@"; do
    case $word in
    *.a) : >"$word" ;;
    esac
done
