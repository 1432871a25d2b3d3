# SPDX-License-Identifier: GPL-2.0-or-later
# Words folded as the indexer folds them, for the scripts that make tables.

BEGIN {
    n_letters = split("ae ä Ä æ oe ö Ö ø Ø œ ue ü Ü ss ß a á à â ã å ą Á Å e é è ê ë ę ě É i í ì î ï ı İ " \
        "o ó ò ô õ ő u ú ù û ů ű y ý c ç ć č Ç Ć Č n ñ ń ň s ś š ş Ś Š Ş z ź ž ż Ž g ğ l ł Ł " \
        "r ř t ť ţ d ď đ Đ", letters, " ")
}

function split_into(set, words,    list, n, i) {
    n = split(words, list, " ")
    for (i = 1; i <= n; i++)
        set[list[i]] = 1
}

function fold(word,    i, to) {
    word = tolower(word)
    if (word !~ /[\200-\377]/)
        return word
    for (i = 1; i <= n_letters; i++)
        if (letters[i] ~ /^[a-z]/)
            to = letters[i]
        else
            gsub(letters[i], to, word)
    return word
}
