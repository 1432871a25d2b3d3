#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The names that train-knowledge reads, from the lists in ../shared/data/gazetteer:
#
#     indexer/entity/train-names.sh FOLDER
#
# and from Debian's python3-fake-factory, which knows those of some thirty countries:
#
#     first TAB Angela
#     city TAB New York
set -eu
cd "$1"

sed 's/^/first\t/' faker-de-vornamen.txt
sed 's/^/last\t/' faker-de-nachnamen.txt
sed 's/^/home\t/' faker-de-staedte.txt
tail -n +2 bundestag-personen.tsv |
    awk -F'\t' '{ print "member-first\t" $1; print "member-last\t" $2 }'
tail -n +2 cldr-territories-de.tsv | awk -F'\t' '{ print "country\t" $2 }'
tail -n +2 world-countries-de.tsv |
    awk -F'\t' '{ print "country\t" $2; print "country\t" $3; print "city\t" $4 }'
tail -n +2 iso-codes-iso_3166-1-de.tsv | awk -F'\t' '{ print "country\t" $2 }'
tail -n +2 iso-codes-iso_3166-2-de.tsv | awk -F'\t' '{ print "region\t" $2 }'
tail -n +2 geonames-de-names.tsv | awk -F'\t' '{ print "city\t" $3 }'
tail -n +2 geonames-cities.tsv |
    awk -F'\t' '{ print ($2 == "DE" || $2 == "AT" || $2 == "CH" ? "home" : "city") "\t" $1 }'

# Those in Latin letters; the lists are tuples of strings in Python.
find /usr/lib/python3/dist-packages/faker/providers/person -name __init__.py | LC_ALL=C sort |
    xargs cat | LC_ALL=C awk '
        /^ +(first|last)_names[a-z_]* *= *[[({]/ { kind = $1 ~ /^first/ ? "first" : "last" }
        /^ +[a-z_]+ *=/ && !/^ +(first|last)_names/ { kind = "" }
        kind != "" {
            n = split($0, part, /["\047]/)
            for (i = 2; i <= n; i += 2)
                if (part[i] ~ /^([A-Z]|\303[\200-\236]|\304|\305)/ && part[i] !~ /[\316-\377]|[ .]/)
                    print kind "\t" part[i]
        }
        kind != "" && /[])}] *$/ { kind = "" }' | LC_ALL=C sort -u
