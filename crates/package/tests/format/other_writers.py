# Writes ZIPs around the content of a good volume, each odd in one way: other_writers.py VOLUME FOLDER
import io, os, struct, sys, warnings, zipfile

warnings.simplefilter('ignore')
good = open(sys.argv[1], 'rb').read()
with zipfile.ZipFile(io.BytesIO(good)) as archive:
    content = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def keep(name, data):
    with open(os.path.join(sys.argv[2], name), 'wb') as file:
        file.write(data)


def info(name, **fields):
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.create_version = entry.extract_version = 10
    for field, value in fields.items():
        setattr(entry, field, value)
    return entry


def written(entries, out=None, comment=b'', **options):
    out = out or io.BytesIO()
    with zipfile.ZipFile(out, 'w', **options) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
        archive.comment = comment
    return out.getvalue()


def each(**fields):
    return [(info(name, **fields), data) for name, data in content]


class Unseekable(io.BytesIO):
    def seek(self, *_):
        raise OSError('a pipe')

    def tell(self):
        raise OSError('a pipe')


def large(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as archive:
        for entry, data in entries:
            with archive.open(entry, 'w', force_zip64=True) as file:
                file.write(data)
    return out.getvalue()


plain = each()
keep('zipfile-plain', written(plain))
keep('zipfile-deflated', written(each(compress_type=zipfile.ZIP_DEFLATED)))
keep('zipfile-bzip2', written(each(compress_type=zipfile.ZIP_BZIP2)))
keep('zipfile-lzma', written(each(compress_type=zipfile.ZIP_LZMA)))
keep('zipfile-archive-comment', written(plain, comment=b'hello'))
keep('zipfile-comment-of-65535', written(plain, comment=b'x' * 65535))
keep('zipfile-comment-with-end-record', written(plain, comment=good[-22:]))
keep('zipfile-entry-comment', written(each(comment=b'hello')))
keep('zipfile-extra-field', written(each(extra=struct.pack('<HHI', 0x5455, 4, 0))))
keep('zipfile-duplicate-names', written(plain + [(info(content[0][0]), b'another manifest')]))
keep('zipfile-case-clash', written(plain + [(info(content[0][0].upper()), b'another manifest')]))
keep('zipfile-directory-entry', written(plain + [(info('chunks/', external_attr=0o040755 << 16 | 0x10), b'')]))
keep('zipfile-parent-path', written(plain + [(info('../../etc/cron.d/x'), b'x')]))
keep('zipfile-absolute-path', written(plain + [(info('/etc/cron.d/x'), b'x')]))
keep('zipfile-utf8-name', written(plain + [(info('chunks/\u00e9'), b'x')]))
keep('zipfile-symlink', written(plain + [(info('chunks/link', external_attr=0o120777 << 16), b'/etc/passwd')]))
keep('zipfile-executable', written(each(external_attr=0o100755 << 16)))
keep('zipfile-dos-attributes', written(each(create_system=0, external_attr=0)))
keep('zipfile-later-time', written(each(date_time=(1980, 1, 1, 0, 0, 2))))
keep('zipfile-reversed', written(plain[::-1]))
keep('zipfile-without-index', written([pair for pair in plain if 'index' not in pair[0].filename]))
keep('zipfile-empty', written([]))
keep('zipfile-zip64', large(each()))
keep('zipfile-data-descriptors', written(each(), out=Unseekable()))
grown = io.BytesIO(good)
with zipfile.ZipFile(grown, 'a') as archive:
    archive.writestr(info('chunks/more'), b'more')
keep('zipfile-appended', grown.getvalue())

keep('prefix-of-one-byte', b'x' + good)
keep('prefix-self-extractor', b'#!/bin/sh\nexit 0\n' + good)
keep('suffix-of-one-byte', good + b'\0')
keep('twice-in-a-row', good + good)
keep('another-zip-before', written(plain) + good)
keep('another-zip-after', good + written(plain))
keep('truncated-by-one', good[:-1])

# The directory, moved or changed behind the entries' back.
end = len(good) - 22
size, start = struct.unpack_from('<II', good, end + 12)
local, central, tail = good[:start], good[start:end], good[end:]


def ended(count, size, start, comment=b''):
    return struct.pack('<4sHHHHIIH', b'PK\5\6', 0, 0, count, count, size, start, len(comment)) + comment


count = struct.unpack_from('<H', good, end + 8)[0]
first = 46 + len(content[0][0])
keep('gap-before-directory', local + b'\0' * 16 + central + ended(count, size, start + 16))
keep('directory-twice', local + central + central + ended(count, size, start + size))
keep('entry-hidden-from-directory', local + central[first:] + ended(count - 1, size - first, start))
keep('directory-in-another-order', local + central[first:] + central[:first] + tail)
keep('count-too-small', local + central + ended(count - 1, size, start))
keep('renamed-in-directory', local + central.replace(b'manifest.json', b'manifest.JSON') + tail)
keep('renamed-in-entry', local.replace(b'manifest.json', b'manifest.JSON', 1) + central + tail)
overlapping = bytearray(central)
struct.pack_into('<I', overlapping, first + 42, 0)
keep('two-names-one-place', local + bytes(overlapping) + tail)
quoted = local + local[:200] + central + ended(count, size, start + 200)
keep('quoted-entries', quoted)
