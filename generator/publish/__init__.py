"""The only writer of the site: what differs is laid beside the old site, and takes its place at one stroke.

`site` is never half a site, and publishing costs what changed. Beside `site` lies the folder `.site.anliku`:

    mirror      a twin of the site: the same files under second names, so it takes no room
    ledger      digest, size and time of each file of the site
    new         during a build: the files that differ
    new.log     during a build: what each process wrote, and what stays
    old         for a moment, where folders can't be exchanged: the old site
    lock        says which process builds

The files that differ move into the mirror, those that are gone leave it; then site and mirror change places in one
system call where the system has one (Linux). Elsewhere the old site is first moved to `old`, and a build that was
interrupted between the two moves is put right by the next one. At last the old site is made a twin of the new one.
Where there is no mirror (the first time, after an interrupted build), the files that stay get a second name in `new`,
or are copied where the file system knows no second names, and `new` takes the place of the site.

Nothing is trusted: a file of the site that is not as the ledger has it is written again, a mirror that is no twin is
made again. No file is flushed to the disk by itself: the promises hold for a process that is killed, not for a power
failure, after which a file system may show new names with old or empty contents; the next build notices and mends it.
"""

from generator.publish.disk import Disk
from generator.publish.publication import Outcome, Publication, PublishError
from generator.publish.staging import MARK, Staging

__all__ = ["MARK", "Disk", "Outcome", "Publication", "PublishError", "Staging"]
