/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading articles, through fundstelle.h: files are made in a temporary folder, read, and told
 * again as text that is compared. The tables beside say what a .txt file and a date become.
 */
#include <fundstelle.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/tap.h"

/* ---- Helpers ---- */

static void write_file(const char *path, const char *text, size_t len)
{
    FILE *file = fopen(path, "w");
    if (!file || fwrite(text, 1, len, file) != len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

static void write_text(const char *path, const char *text)
{
    write_file(path, text, strlen(text));
}

static void make_folder(const char *path)
{
    if (mkdir(path, 0700) != 0) {
        perror(path);
        exit(1);
    }
}

/* Tells an article as one line: id|title|date|source|author|url|tag,tag|body */
static void tell_article(FILE *out, const fund_article *article)
{
    const char *const fields[] = {article->id,     article->title,  article->date,
                                  article->source, article->author, article->url};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        fprintf(out, "%s|", fields[i] ? fields[i] : "");
    for (size_t i = 0; i < article->n_tags; i++)
        fprintf(out, "%s%s", i > 0 ? "," : "", article->tags[i]);
    fprintf(out, "|%s\n", article->body ? article->body : "");
}

/* All that fund_source_next() answers, a line each: articles, and errors as "status: message". */
static const char *tell(const char *path)
{
    static char *told;
    size_t size;
    fund_source *source;
    fund_error err;
    const fund_article *article;
    free(told);
    FILE *out = open_memstream(&told, &size);
    fund_status status = fund_source_open(&source, path, &err);
    if (status != FUND_OK) {
        fprintf(out, "open: %s: %s\n", fund_status_name(status), err.message);
    } else {
        while ((status = fund_source_next(source, &article, &err)) != FUND_OK || article)
            if (status == FUND_OK)
                tell_article(out, article);
            else
                fprintf(out, "%s: %s\n", fund_status_name(status), err.message);
        fund_source_close(source);
    }
    fclose(out);
    return told;
}

static const char *tell_text(const char *path, const char *text)
{
    write_text(path, text);
    return tell(path);
}

static bool starts_with(const char *text, const char *start)
{
    bool does = strncmp(text, start, strlen(start)) == 0;
    if (!does)
        printf("#   got  \"%s\"\n#   want \"%s...\"\n", text, start);
    return does;
}

/* Under valgrind or a sanitizer, memory and time are others. */
static bool is_observed(void)
{
    const char *san = getenv("SAN");
    return getenv("VALGRIND") || (san && *san);
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

/* ---- Tables ---- */

static void test_dates(FILE *table)
{
    char line[256], record[512], want[256];
    while (fgets(line, sizeof line, table)) {
        char *tab = strchr(line, '\t');
        if (*line == '#' || !tab)
            continue;
        *tab = '\0';
        tab[1 + strcspn(tab + 1, "\n")] = '\0';
        snprintf(record, sizeof record, "{\"id\":\"1\",\"date\":\"%s\",\"body\":\"b\"}\n", line);
        snprintf(want, sizeof want, "1||%s|||||b\n", tab + 1);
        const char *told = tell_text("date.jsonl", record);
        if (strcmp(tab + 1, "-") == 0)
            ok(starts_with(told, "input: date.jsonl:1: \""), "no date: \"%s\"", line);
        else
            is_string(told, want, "date: \"%s\"", line);
    }
}

/* Tells an article as the table does. */
static void tell_fields(FILE *out, const fund_article *article)
{
    const char *const names[] = {"title", "date", "source", "author", "url"};
    const char *const values[] = {article->title, article->date, article->source, article->author,
                                  article->url};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (values[i])
            fprintf(out, "%s: %s\n", names[i], values[i]);
    if (article->n_tags > 0)
        fprintf(out, "tags: ");
    for (size_t i = 0; i < article->n_tags; i++)
        fprintf(out, "%s%s", article->tags[i], i + 1 < article->n_tags ? "|" : "\n");
    if (article->body)
        fprintf(out, "body:\n%s\n", article->body);
}

static void test_case(const char *name, const char *text, const char *want)
{
    char *told;
    size_t size;
    fund_error err = {0};
    fund_source *source;
    const fund_article *article = NULL;
    FILE *out = open_memstream(&told, &size);
    write_text("case.txt", text);
    if (fund_source_open(&source, "case.txt", &err) == FUND_OK &&
        fund_source_next(source, &article, &err) == FUND_OK && article)
        tell_fields(out, article);
    else
        fprintf(out, "%s", err.message);
    fund_source_close(source);
    fclose(out);
    is_string(told, want, "%s", name);
    free(told);
}

/* Cuts the table at its "=== " and "---" lines. The empty line before "=== " is no part of it. */
static void test_plain_table(FILE *table)
{
    static char bytes[64 * 1024];
    bytes[fread(bytes, 1, sizeof bytes - 1, table)] = '\0';
    char *next = strstr(bytes, "\n=== ");
    while (next) {
        char *name = next + strlen("\n=== "), *text = strchr(name, '\n') + 1;
        char *want = strstr(text, "\n---\n") + strlen("\n---\n");
        next = strstr(want, "\n\n=== ");
        if (next)
            *++next = '\0';
        text[-1] = '\0';
        want[-(ptrdiff_t)strlen("---\n")] = '\0';
        test_case(name, text, want);
    }
}

/* ---- Plain text ---- */

static void test_plain(void)
{
    write_file("bom.txt", "\xEF\xBB\xBFTitel: A\r\n\r\nEins.\r\nZwei.\rDrei.\r\n\r\n", 37);
    is_string(tell("bom.txt"), "bom.txt|A||||||Eins.\nZwei.\nDrei.\n",
              "a byte order mark goes, line ends become line feeds");
    is_string(tell_text("soft.txt", "A\n\nHaus\xC2\xAD"
                                    "tür  \t x\xC2\xA0y\xC2\xA0\n"),
              "soft.txt|A||||||Haus\xC2\xAD"
              "tür  \t x\xC2\xA0y\n",
              "a body stays as it is, but for its ends");
    is_string(tell_text("empty.txt", ""), "input: empty.txt:1: empty, no text\n", "empty");
    is_string(tell_text("blank.txt", "\n \t\r\n\xC2\xA0\n"), "input: blank.txt:4: empty, no text\n",
              "white space only");
    is_string(tell_text("head.txt", "Titel:\nDatum: 2024\n\n"),
              "input: head.txt:2: empty, no text\n", "a head and nothing else");
    ok(starts_with(tell_text("date.txt", "\nTitel: A\nDatum: gestern\n\nText\n"),
                   "input: date.txt:3: \"gestern\" is not a date; write 2024-10-21"),
       "a date that is none: the line is named");
    ok(starts_with(tell_text("latin1.txt", "\xEF\xBB\xBF"
                                           "A\r\nB\rHaust\xFCr\n"),
                   "input: latin1.txt:3: byte 14 of the file (0xFC) is not UTF-8; to convert"),
       "Latin-1: line and byte are named");
    ok(strstr(tell("latin1.txt"), "iconv -f WINDOWS-1252 -t UTF-8"), "... and the remedy");
    write_file("nul.txt", "A\nB\0C", 5);
    is_string(tell("nul.txt"), "input: nul.txt:2: not a text: byte 4 of the file is 0\n", "a NUL");
    write_file("utf16.txt",
               "\xFF\xFE"
               "A\0",
               4);
    ok(strstr(tell("utf16.txt"), "iconv -f UTF-16 -t UTF-8"), "UTF-16 is recognised");
    write_text("GROSS.TXT", "A\n\nB");
    is_string(tell("GROSS.TXT"), "GROSS.TXT|A||||||B\n", "an ending in capitals");
}

static void test_utf8(void)
{
    static const struct {
        const char *bytes;
        bool is_valid;
    } cases[] = {
        {"\x7F", true},          {"\xC2\x80", true},          {"\xDF\xBF", true},
        {"\xE0\xA0\x80", true},  {"\xED\x9F\xBF", true},      {"\xEE\x80\x80", true},
        {"\xEF\xBF\xBF", true},  {"\xF0\x90\x80\x80", true},  {"\xF4\x8F\xBF\xBF", true},
        {"\x80", false},         {"\xC0\x80", false},         {"\xC1\xBF", false},
        {"\xC3", false},         {"\xC3\xC3", false},         {"\xE0\x9F\xBF", false},
        {"\xE2\x82", false},     {"\xED\xA0\x80", false},     {"\xF0\x8F\xBF\xBF", false},
        {"\xF0\x9F\x98", false}, {"\xF4\x90\x80\x80", false}, {"\xF5\x80\x80\x80", false},
        {"\xFF", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int pad = 0; pad < 9; pad += 8) {
            char text[64], want[96];
            snprintf(text, sizeof text, "A\n\n%.*sx%s.", pad, "12345678", cases[i].bytes);
            snprintf(want, sizeof want, "u.txt|A||||||%s\n", text + 3);
            bool is_taken = strcmp(tell_text("u.txt", text), want) == 0;
            bool is_refused = starts_with(tell("u.txt"), cases[i].is_valid ? "" : "input: u.txt:3");
            ok(cases[i].is_valid ? is_taken : is_refused, "UTF-8 case %zu, behind %d bytes", i,
               pad);
        }
}

static void test_too_large(void)
{
    const off_t size = (off_t)200 << 20;
    write_text("large.txt", "A\n");
    if (truncate("large.txt", size) != 0)
        perror("truncate");
    is_string(tell("large.txt"),
              "input: large.txt: too large: 209715200 bytes, the limit is 16777216 (16 MiB)\n",
              "a file of 200 MB is refused by its size");
    unlink("large.txt");
    size_t max = FUND_ARTICLE_MAX;
    char *text = malloc(max + 2);
    memset(text, 'a', max + 2);
    text[1] = text[2] = '\n';
    write_file("just.txt", text, max);
    size_t told = strlen(tell("just.txt"));
    is_int((long long)told, (long long)max - 3 + (long long)strlen("just.txt|a||||||\n"),
           "a file of just the limit");
    write_file("just.txt", text, max + 1);
    ok(starts_with(tell("just.txt"), "input: just.txt: too large: 16777217 bytes"),
       "... and of one byte more");
    unlink("just.txt");
    free(text);
}

/* ---- JSON ---- */

static void test_json_fields(void)
{
    is_string(tell_text("a.jsonl",
                        "{\"id\":\"1\",\"title\":\" Haus\\n\\t tür \",\"date\":\"21.10.2024\","
                        "\"source\":\"S\",\"author\":\"A\",\"url\":\"http://u\","
                        "\"body\":\"\\r\\nEins.\\r\\nZwei.\\n\",\"tags\":[\"x\",\" y  z\"]}"),
              "1|Haus tür|2024-10-21|S|A|http://u|x,y z|Eins.\nZwei.\n", "all fields");
    is_string(tell_text("a.jsonl",
                        "{\"id\":7,\"body\":\"b\",\"author\":[\"A\",\"B\"],\"tags\":\"x, y,,\"}\n"
                        "{\"id\":-9223372036854775808,\"body\":\"b\",\"tags\":[]}\n"),
              "7||||A, B||x,y|b\n-9223372036854775808|||||||b\n",
              "a number as id, a list of authors, tags with commas");
    is_string(tell_text("a.jsonl",
                        "{\"id\":\"1\",\"body\":\"b\",\"title\":null,\"tags\":null,"
                        "\"date\":\"\",\"source\":\"  \",\"more\":{\"a\":[1,2.5,true]}}"),
              "1|||||||b\n", "null and blank are absent, other keys are passed over");
    is_string(tell_text("a.jsonl", "{\"id\":\"1\",\"title\":\"T\",\"body\":\"\"}"), "1|T||||||\n",
              "an empty body is taken with a title");
    is_string(tell_text("a.jsonl",
                        "{\"id\":\"\\u00fc\\ud83d\\ude00\\\"\\\\\\/\",\"body\":\"\\u20ac\\b\"}"),
              "ü😀\"\\/|||||||€\b\n", "escapes");
    is_string(
        tell_text("a.jsonl", "{\"id\":\"1\",\"tags\":[\"a,b\"],\"body\":\"b\",\"body2\":\"\"}"),
        "1||||||a,b|b\n", "a comma in a list divides nothing");
}

static void test_json_errors(void)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"{\"id\":\"1\"}", "input: e.jsonl:2: no \"body\""},
        {"{\"id\":\"1\",\"body\":null}", "input: e.jsonl:2: no \"body\""},
        {"{\"body\":\"b\"}", "input: e.jsonl:2: no \"id\""},
        {"{\"id\":\"\",\"body\":\"b\"}", "input: e.jsonl:2: no \"id\""},
        {"{\"id\":1.5,\"body\":\"b\"}", "input: e.jsonl:2: \"id\" is not a string or an integer"},
        {"{\"id\":\"1\",\"body\":\" \"}", "input: e.jsonl:2: empty, no text"},
        {"{\"id\":\"1\",\"body\":[]}", "input: e.jsonl:2: \"body\" is not a string"},
        {"{\"id\":\"1\",\"body\":\"b\",\"title\":3}",
         "input: e.jsonl:2: \"title\" is not a string"},
        {"{\"id\":\"1\",\"body\":\"b\",\"tags\":[\"a\",1]}",
         "input: e.jsonl:2: \"tags\" is not a string or a list of strings"},
        {"{\"id\":\"1\",\"body\":\"b\",\"author\":[[]]}",
         "input: e.jsonl:2: \"author\" is not a string or a list of strings"},
        {"{\"id\":\"1\",\"body\":\"b\",\"date\":\"bald\"}",
         "input: e.jsonl:2: \"bald\" is not a date; write "},
        {"[1]", "input: e.jsonl:2: a record is to be an object"},
        {"\"text\"", "input: e.jsonl:2: a record is to be an object"},
        {"{\"id\":\"1\",\"body\":\"b\"", "input: e.jsonl:2:21: not JSON: "},
        {"{\"id\":\"1\",\"body\":\"b\"} {}", "input: e.jsonl:2:23: not JSON: "},
        {"{\"id\":\"1\",\"id\":\"2\",\"body\":\"b\"}", "input: e.jsonl:2:14: not JSON: duplicate"},
        {"{\"id\":\"1\",\"body\":\"a\\u0000\"}",
         "input: e.jsonl:2:26: \\u0000 cannot be part of a text"},
        {"{\"id\":\"1\",\"body\":\"a\tb\"}", "input: e.jsonl:2:"},
        {"{\"id\":\"1\",\"body\":\"\\ud800\"}", "input: e.jsonl:2:"},
        {"{\"id\":\"1\",\"body\":\"Haust\xFCr\"}",
         "input: e.jsonl:2: byte 24 of the line (0xFC) is not UTF-8; to convert it"},
        {"{\xFF", "input: e.jsonl:2: byte 2 of the line (0xFF)"},
        {"Titel: A", "input: e.jsonl:2:"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "{\"id\":\"a\",\"body\":\"A\"}\n%s\r\n\n \n{\"id\":\"b\",\"body\":\"B\"}",
                 cases[i].line);
        const char *told = tell_text("e.jsonl", text);
        const char *second = strchr(told, '\n') + 1, *third = strchr(second, '\n');
        ok(starts_with(told, "a|||||||A\n") && starts_with(second, cases[i].message) && third &&
               strcmp(third + 1, "b|||||||B\n") == 0,
           "%s; the lines around it are read", cases[i].message);
    }
    char id[4098], text[6000];
    memset(id, 'i', 4097);
    snprintf(text, sizeof text, "{\"id\":\"%.4096s\",\"body\":\"b\"}", id);
    is_int((long long)strlen(tell_text("e.jsonl", text)), 4096 + 9, "an id of 4,096 bytes");
    snprintf(text, sizeof text, "{\"id\":\"%.4097s\",\"body\":\"b\"}", id);
    is_string(tell_text("e.jsonl", text),
              "input: e.jsonl:1: an id of 4097 bytes; the limit is 4096\n", "... and of one more");
}

static void test_json_layouts(void)
{
    const char *want = "a|||||||A\nb|||||||B\n";
    is_string(tell_text("l.json", "{\"id\":\"a\",\"body\":\"A\"}\n{\"id\":\"b\",\"body\":\"B\"}\n"),
              want, ".json: lines");
    is_string(
        tell_text("l.json",
                  "\xEF\xBB\xBF[{\"id\":\"a\",\"body\":\"A\"},{\"id\":\"b\",\"body\":\"B\"}]\n"),
        want, ".json: an array");
    is_string(tell_text("l.json", "\n[\n {\n  \"id\" : \"a\",\n  \"body\" : \"A\"\n },\n"
                                  "{\"x\":[{\"y\":\"]}\\\"\"}],\"id\":\"b\",\"body\":\"B\"}\n]\n"),
              want, ".json: an array over several lines");
    is_string(tell_text("l.json", "{\n \"id\":\"a\",\n \"body\":\"A\"\n}\n{\n \"id\":\"b\",\n"
                                  " \"body\":\"B\"\n}"),
              want, ".json: objects over several lines");
    is_string(tell_text("l.json", "{\"id\":\"a\",\"body\":\"A\"} {\"id\":\"b\",\"body\":\"B\"}\n"),
              want, ".json: objects on one line");
    is_string(tell_text("l.json", "{\"id\":\"a\",\n\"body\":\"A\"}"), "a|||||||A\n",
              ".json: one object");
    is_string(tell_text("l.json", "[]"), "", ".json: an empty array");
    is_string(tell_text("l.json", " \n"), "input: l.json: empty, no text\n", ".json: empty");
    is_string(tell_text("l.jsonl", ""), "input: l.jsonl: empty, no text\n", ".jsonl: empty");
    is_string(tell_text("l.jsonl", "\xEF\xBB\xBF{\"id\":\"a\",\"body\":\"A\"}"), "a|||||||A\n",
              ".jsonl: with a byte order mark");
}

static void test_json_array_errors(void)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"[{\"id\":\"a\",\"body\":\"A\"},\n{\"id\":},\n{\"id\":\"b\",\"body\":\"B\"}]",
         "a|||||||A\ninput: g.json:2:7: not JSON: unexpected token near '}'\nb|||||||B\n"},
        {"[\n{\"id\":\"a\",\n\"body\":\"x},\n{\"id\":\"b\",\"body\":\"B\"}]",
         "input: g.json:3:11: not JSON: unexpected newline near '\"x},'\n"
         "input: g.json:4: the array is not closed\n"},
        {"[{\"id\":\"a\",\"body\":\"A\"}\n {\"id\":\"b\",\"body\":\"B\"}]",
         "a|||||||A\ninput: g.json:2: no comma before this element of the array\nb|||||||B\n"},
        {"[null, 12, \"x\", [1], {\"id\":\"b\",\"body\":\"B\"}]",
         "input: g.json:1: a record is to be an object: {...}\n"
         "input: g.json:1: a record is to be an object: {...}\n"
         "input: g.json:1: a record is to be an object: {...}\n"
         "input: g.json:1: a record is to be an object: {...}\nb|||||||B\n"},
        {"[{\"id\":\"a\",\"body\":\"A\"},]",
         "a|||||||A\ninput: g.json:1: a comma before the end of the array\n"},
        {"[{\"id\":\"a\",\"body\":\"A\"}] {}",
         "a|||||||A\ninput: g.json:1: the file goes on behind its array; not read\n"},
        {"[{\"id\":\"a\",\"body\":\"A\"}", "a|||||||A\ninput: g.json:1: the array is not closed\n"},
        {"[,]", "input: g.json:1: not JSON: '{' expected; the rest of it is not read\n"},
        {"Titel: A\n\nText",
         "input: g.json:1: not JSON: '{' expected; the rest of it is not read\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is_string(tell_text("g.json", cases[i].text), cases[i].told, "an array that is bad, %zu",
                  i);
    is_string(
        tell_text("g.json", "[\n{\"id\":\"a\",\n \"body\":\"Haust\xFCr\"}]"),
        "input: g.json:3: byte 15 of the line (0xFC) is not UTF-8; to convert it from Windows "
        "or Latin-1: iconv -f WINDOWS-1252 -t UTF-8\n",
        "Latin-1 in an array");
}

/* 200 MB of 'a' in the body, a record before and one behind; within limited memory. */
static void test_giant_record(const char *path, const char *before, const char *between,
                              const char *behind)
{
    FILE *file = fopen(path, "w");
    static char block[1 << 20];
    memset(block, 'a', sizeof block);
    fprintf(file, "%s{\"id\":\"a\",\"body\":\"A\"}%s{\"id\":\"x\",\"body\":\"", before, between);
    for (int i = 0; i < 200; i++)
        fwrite(block, 1, sizeof block, file);
    fprintf(file, "\"}%s{\"id\":\"b\",\"body\":\"B\"}%s", between, behind);
    fclose(file);
    char want[256];
    snprintf(want, sizeof want,
             "a|||||||A\ninput: %s:2: too large: 209715220 bytes, the limit is 16777216 (16 MiB)\n"
             "b|||||||B\n",
             path);
    is_string(tell(path), want, "%s: a record of 200 MB is passed over", path);
    unlink(path);
}

static void test_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    long before = usage.ru_maxrss;
    test_giant_record("giant.jsonl", "", "\n", "\n");
    test_giant_record("giant.json", "[", ",\n", "]");
    getrusage(RUSAGE_SELF, &usage);
    if (is_observed())
        skip(1, "another allocator");
    else
        ok(usage.ru_maxrss - before < 64L * 1024, "... within %ld KB", usage.ru_maxrss - before);
}

/* A process that may have only a little more memory than it has now reads what needs more. */
static int read_without_memory(void)
{
    fund_source *source;
    const fund_article *article;
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (!statm || fscanf(statm, "%lu", &pages) != 1 || fclose(statm) != 0)
        return 1;
    rlim_t limit = pages * (rlim_t)sysconf(_SC_PAGESIZE) + (6 << 20);
    if (setrlimit(RLIMIT_AS, &(struct rlimit){limit, limit}) != 0 ||
        fund_source_open(&source, "large", NULL) != FUND_OK)
        return 2;
    if (fund_source_next(source, &article, NULL) != FUND_NO_MEMORY || article)
        return 3;
    if (fund_source_next(source, &article, NULL) != FUND_OK || article)
        return 4;
    fund_source_close(source);
    return 0;
}

static void test_no_memory(void)
{
    if (is_observed()) {
        skip(1, "another allocator");
        return;
    }
    int status = 0;
    size_t len = 15 << 20;
    char *text = malloc(len);
    memset(text, 'a', len);
    make_folder("large");
    write_file("large/a.txt", text, len);
    write_text("large/b.txt", "B");
    free(text);
    pid_t child = fork();
    if (child == 0)
        _exit(read_without_memory());
    waitpid(child, &status, 0);
    is_int(status, 0, "out of memory: said once, then the reading is over");
}

/* The escapes and characters at which two readers of JSON would part first. */
static const char seed_record[] =
    "{\"id\": \"\\u00e4-1\", \"title\": \"Haust\\u00fcr \\ud83d\\ude00 \\\"auf\\\" ü\", "
    "\"date\": \"2024-10-21\", \"tags\": [\"a\", \"b\\\\c\"], \"k\\u0065y\": \"v\", "
    "\"author\": \"€ \\/\\b\\f\\n\\r\\t\", \"body\": \"Unbekannte\\n\\nhaben 😀 Tür\"}";

static uint32_t random_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void mutate(char *text, size_t len, uint32_t *state)
{
    static const char bytes[] = "\"\\{}[]:,u0dD8 ant\x01\x7F\x80\xC3\xA4\xED\xF0\xFF";
    for (uint32_t n = random_number(state) % 3 + 1; n > 0; n--) {
        size_t at = 1 + random_number(state) % (len - 1);
        if (random_number(state) % 4 == 0)
            memmove(text + at, text + at + 1, strlen(text + at));
        else
            text[at] = bytes[random_number(state) % (sizeof bytes - 1)];
        len = strlen(text);
    }
}

/*
 * A member with a number keeps the shortcut from taking a record, so that Jansson reads it: what
 * comes out has to be the same, article or error.
 */
static void test_shortcut(void)
{
    const int n = is_observed() ? 2000 : 20000;
    uint32_t state = 1;
    FILE *quick = fopen("quick.jsonl", "w"), *slow = fopen("slow.jsonl", "w");
    for (int i = 0; i < n; i++) {
        char text[sizeof seed_record];
        memcpy(text, seed_record, sizeof seed_record);
        if (i > 0)
            mutate(text, strlen(text), &state);
        fprintf(quick, "%s\n", text);
        fprintf(slow, "{\"x\":1,%s\n", text + 1);
    }
    fclose(quick);
    fclose(slow);
    fund_source *sources[2];
    size_t n_articles = 0, n_different = 0;
    if (fund_source_open(&sources[0], "quick.jsonl", NULL) != FUND_OK ||
        fund_source_open(&sources[1], "slow.jsonl", NULL) != FUND_OK)
        exit(1);
    for (int i = 0; i < n; i++) {
        char *told[2];
        size_t size;
        const fund_article *article;
        for (int k = 0; k < 2; k++) {
            FILE *out = open_memstream(&told[k], &size);
            if (fund_source_next(sources[k], &article, NULL) == FUND_OK && article)
                tell_article(out, article);
            fclose(out);
        }
        n_articles += told[0][0] != '\0';
        if (strcmp(told[0], told[1]) != 0 && n_different++ == 0)
            printf("# record %d\n# quick %s\n# slow  %s\n", i + 1, told[0], told[1]);
        free(told[0]);
        free(told[1]);
    }
    fund_source_close(sources[0]);
    fund_source_close(sources[1]);
    is_int((long long)n_different, 0, "the shortcut and Jansson agree on %d records", n);
    ok(n_articles > (size_t)n / 20 && n_articles < (size_t)n, "... of which %zu are articles",
       n_articles);
}

/* ---- Folders ---- */

static void test_folder(void)
{
    make_folder("f");
    make_folder("f/b");
    make_folder("f/.git");
    make_folder("f/folder.txt");
    make_folder("f/empty");
    write_text("f/b.txt", "B\n\nb");
    write_text("f/b/2.txt", "2\n\nb");
    write_text("f/b/10.txt", "10\n\nb");
    write_text("f/Z.txt", "Z\n\nb");
    write_text("f/folder.txt/x.txt", "X\n\nb");
    write_text("f/\xC3\xA4.jsonl", "{\"id\":\"r\",\"body\":\"b\"}");
    write_text("f/.hidden.txt", "no");
    write_text("f/.git/x.txt", "no");
    write_text("f/picture.png", "no");
    write_text("f/README", "no");
    write_text("f/txt", "no");
    write_text("outside.txt", "O\n\nb");
    const char *want = "Z.txt|Z||||||b\nb/10.txt|10||||||b\nb/2.txt|2||||||b\nb.txt|B||||||b\n"
                       "folder.txt/x.txt|X||||||b\nr|||||||b\n";
    is_string(tell("f"), want, "a folder, in byte order of names");
    is_string(tell("f/"), want, "... with a slash behind it");
    is_string(tell("./f/../f"), want, "... on a detour");
    if (symlink("..", "f/up") != 0 || symlink("b", "f/folder-link.txt") != 0 ||
        symlink("../outside.txt", "f/zz.txt") != 0 || mkfifo("f/fifo.txt", 0600) != 0 ||
        symlink("fifo.txt", "f/fifo2.jsonl") != 0)
        perror("symlink");
    char more[512];
    snprintf(more, sizeof more, "%.*szz.txt|O||||||b\nr|||||||b\n",
             (int)(strstr(want, "r||") - want), want);
    is_string(tell("f"), more, "links to files are followed, links to folders and pipes are not");
    is_string(tell("f/empty"), "", "an empty folder");
    if (symlink("f", "link") != 0)
        perror("symlink");
    is_string(tell("link"), more, "a link that is named itself is followed");
    is_string(tell("f/b/2.txt"), "2.txt|2||||||b\n", "a file that is named: its base name");
}

static void test_folder_errors(void)
{
    make_folder("g");
    write_text("g/a.txt", "A\n\na");
    write_text("g/b.txt", "");
    write_text("g/c.jsonl", "{\"id\":\"c\",\"body\":\"C\"}\n{");
    write_text("g/z.txt", "Z\n\nz");
    write_text("g/n\xFC.txt", "N\n\nn");
    if (symlink("nowhere", "g/d.txt") != 0 || symlink("e.txt", "g/e.txt") != 0 ||
        symlink("nowhere", "g/picture") != 0)
        perror("symlink");
    is_string(tell("g"),
              "a.txt|A||||||a\n"
              "input: g/b.txt:1: empty, no text\n"
              "c|||||||C\n"
              "input: g/c.jsonl:2:1: not JSON: string or '}' expected near end of file\n"
              "io: g/d.txt: No such file or directory\n"
              "io: g/e.txt: Too many levels of symbolic links\n"
              "input: g/n?.txt: the name of the file is not UTF-8\n"
              "z.txt|Z||||||z\n",
              "what cannot be read is named, the rest is read");
}

/* What goes away, or stops being a file, while the folder is being read. */
static void test_folder_changes(void)
{
    fund_source *source;
    const fund_article *article;
    fund_error err;
    make_folder("h");
    make_folder("h/gone");
    write_text("h/a.txt", "A\n\na");
    write_text("h/b.txt", "B\n\nb");
    write_text("h/c.txt", "C\n\nc");
    write_text("h/z.txt", "Z\n\nz");
    if (!ok(fund_source_open(&source, "h", &err) == FUND_OK, "a folder is opened"))
        return;
    ok(fund_source_next(source, &article, &err) == FUND_OK && article, "the first is read");
    unlink("h/b.txt");
    unlink("h/c.txt");
    make_folder("h/c.txt");
    rmdir("h/gone");
    is_int(fund_source_next(source, &article, &err), FUND_IO, "a file has gone");
    is_int(err.status, FUND_IO, "... as the error says, too");
    ok(strstr(err.message, "h/b.txt") && !article, "... and which");
    is_int(fund_source_next(source, &article, &err), FUND_IO, "a folder has gone");
    ok(strstr(err.message, "h/gone") != NULL, "... which");
    is_int(fund_source_next(source, &article, &err), FUND_OK, "the next is read");
    is_string(article ? article->id : NULL, "z.txt", "... it is the last");
    ok(fund_source_next(source, &article, &err) == FUND_OK && !article, "the end");
    ok(fund_source_next(source, &article, &err) == FUND_OK && !article, "... and still");
    fund_source_close(source);
}

static void test_unreadable(void)
{
    if (geteuid() == 0) {
        skip(3, "root reads everything");
        return;
    }
    make_folder("u");
    make_folder("u/b");
    write_text("u/a.txt", "A\n\na");
    write_text("u/c.txt", "C\n\nc");
    chmod("u/a.txt", 0);
    chmod("u/b", 0);
    is_string(tell("u"),
              "io: u/a.txt: Permission denied\nio: u/b: Permission denied\nc.txt|C||||||c\n",
              "a file and a folder that may not be read");
    is_string(tell("u/a.txt"), "open: io: u/a.txt: Permission denied\n", "... the file named");
    is_string(tell("u/b"), "open: io: u/b: Permission denied\n", "... the folder named");
    chmod("u/b", 0700);
}

/* Deeper than there are file descriptors and than a path can be long. */
static void test_deep(void)
{
    enum { DEPTH = 3000 };
    struct rlimit before, few = {.rlim_cur = 40};
    int here = open(".", O_RDONLY | O_DIRECTORY);
    getrlimit(RLIMIT_NOFILE, &before);
    make_folder("deep");
    if (chdir("deep") != 0)
        return;
    for (int i = 0; i < DEPTH; i++) {
        make_folder("dd");
        if (i == 1000)
            write_text("in.txt", "In\n\nin");
        if (chdir("dd") != 0)
            perror("dd");
    }
    if (fchdir(here) != 0)
        return;
    write_text("deep/z.txt", "Z\n\nz");
    few.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_NOFILE, &few);
    const char *told = tell("deep");
    setrlimit(RLIMIT_NOFILE, &before);
    is_int((long long)count_lines(told), 3, "%d folders one in the other", DEPTH);
    ok(strstr(told, "io: …") && strstr(told, "File name too long"),
       "... the path that is too long");
    ok(strstr(told, "/in.txt|In||||||in\n") != NULL, "... a file deep down");
    ok(strstr(told, "\nz.txt|Z||||||z\n") != NULL, "... and what is behind");
    close(here);
}

/* ---- Opening ---- */

static void test_open(void)
{
    fund_source *source = (fund_source *)&source;
    fund_error err;
    is_int(fund_source_open(&source, "nowhere", &err), FUND_NOT_FOUND, "no such file");
    ok(!source && starts_with(err.message, "nowhere: "), "... which");
    is_int(fund_source_open(&source, "", NULL), FUND_NOT_FOUND, "no name");
    is_int(fund_source_open(&source, "outside.txt/x", NULL), FUND_NOT_FOUND, "a file as folder");
    write_text("report.pdf", "%PDF");
    is_int(fund_source_open(&source, "report.pdf", &err), FUND_INPUT, "an unknown kind");
    ok(strstr(err.message, ".txt, .json and .jsonl") != NULL, "... and which are known");
    write_text("txt", "A");
    is_int(fund_source_open(&source, "txt", NULL), FUND_INPUT, "no ending");
    mkfifo("pipe.txt", 0600);
    is_int(fund_source_open(&source, "pipe.txt", &err), FUND_INPUT, "a pipe does not block");
    is_int(fund_source_open(&source, "/dev/null", &err), FUND_INPUT, "a device");
    fund_source_close(NULL);

    char *here = realpath(".", NULL), want[4200];
    snprintf(want, sizeof want, "%s/f", here);
    strcpy(err.message, "as before");
    if (ok(fund_source_open(&source, "g/../f", &err) == FUND_OK, "a folder")) {
        const fund_article *article;
        is_string(err.message, "as before", "success leaves the error alone");
        is_string(fund_source_origin(source), want, "its origin");
        fund_source_next(source, &article, NULL);
        is_string(article->origin, want, "... which its articles carry");
        is_int((long long)article->size, sizeof *article, "... with their size");
        fund_source_close(source);
    }
    free(here);
}

static void test_progress(void)
{
    fund_source *source;
    const fund_article *article;
    uint64_t done, total, last = 0;
    make_folder("p");
    make_folder("p/q");
    write_text("p/a.txt", "1234567890");
    write_text("p/b.png", "1234567890");
    write_text("p/c.txt", "\xFF");
    write_text("p/q/d.jsonl", "{\"id\":\"1\",\"body\":\"b\"}\n{\"id\":\"2\",\"body\":\"b\"}\n");
    if (fund_source_open(&source, "p", NULL) != FUND_OK)
        return;
    fund_source_progress(source, &done, &total);
    ok(done == 0 && total == 10 + 1 + 44, "at first 0 of all");
    bool is_rising = true;
    for (;;) {
        fund_status status = fund_source_next(source, &article, NULL);
        fund_source_progress(source, &done, &total);
        is_rising = is_rising && done >= last && done <= total;
        if (article && strcmp(article->id, "1") == 0)
            is_int((long long)done, 10 + 1 + 22, "in the midst of a file");
        last = done;
        if (status == FUND_OK && !article)
            break;
    }
    fund_source_close(source);
    ok(is_rising && done == total && total == 55, "at last all, bad files too");
}

/* ---- Standard input ---- */

static void test_stdin(void)
{
    int saved = dup(STDIN_FILENO);
    fund_source *source;
    uint64_t done, total = 1;
    write_text("in", "{\"id\":\"a\",\"body\":\"A\"}\n{\"id\":\n{\"id\":\"b\",\"body\":\"B\"}");
    int fd = open("in", O_RDONLY);
    dup2(fd, STDIN_FILENO);
    close(fd);
    const char *told = tell("-");
    ok(starts_with(told, "a|||||||A\ninput: standard input:2:6: not JSON: "), "a bad line");
    ok(strstr(told, "\nb|||||||B\n") != NULL, "... does not hide the next");
    ok(fcntl(STDIN_FILENO, F_GETFD) >= 0, "standard input stays open");
    is_string(tell("-"), "", "at its end it is empty, which is no error");

    fd = open(".", O_RDONLY | O_DIRECTORY);
    dup2(fd, STDIN_FILENO);
    close(fd);
    is_string(tell("-"), "io: standard input: cannot be read: Is a directory\n",
              "what cannot be read is said once");
    close(STDIN_FILENO);
    is_string(tell("-"), "io: standard input: cannot be read: Bad file descriptor\n", "closed");
    dup2(saved, STDIN_FILENO);
    close(saved);
    if (fund_source_open(&source, "-", NULL) != FUND_OK)
        return;
    fund_source_progress(source, &done, &total);
    ok(total == 0 && !fund_source_origin(source), "neither total nor origin");
    fund_source_close(source);
}

/* A line that comes in small parts through a pipe, one that may not be waited for at that. */
static void test_pipe(void)
{
    int ends[2], saved = dup(STDIN_FILENO);
    if (pipe2(ends, O_NONBLOCK) != 0)
        return;
    pid_t child = fork();
    if (child == 0) {
        const char *text =
            "\xEF\xBB\xBF{\"id\":\"a\",\"body\":\"A\"}\n{\"id\":\"b\",\"body\":\"B\"}";
        for (; *text; text++) {
            usleep(500);
            if (write(ends[1], text, 1) != 1)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    is_string(tell("-"), "a|||||||A\nb|||||||B\n", "a pipe, byte by byte");
    dup2(saved, STDIN_FILENO);
    close(saved);
    waitpid(child, NULL, 0);
}

/* ---- All of it ---- */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

/* The deep folders first, from within: nftw() cannot name them. */
static void clean_up(const char *folder)
{
    int n = 0;
    if (chdir("deep") == 0)
        while (chdir("dd") == 0)
            n++;
    unlink("in.txt");
    for (; n >= 0 && chdir("..") == 0; n--) {
        unlink("in.txt");
        rmdir("dd");
    }
    if (chdir("/") != 0 || nftw(folder, remove_one, 20, FTW_DEPTH | FTW_PHYS) != 0)
        perror(folder);
}

int main(void)
{
    char folder[] = "/tmp/fundstelle-source-XXXXXX";
    FILE *dates = fopen("tests/tables/dates.txt", "r");
    FILE *plain = fopen("tests/tables/plain.txt", "r");
    if (!dates || !plain || !mkdtemp(folder) || chdir(folder) != 0) {
        perror("tests/tables");
        return 1;
    }
    test_memory();
    test_dates(dates);
    test_plain_table(plain);
    test_plain();
    test_utf8();
    test_too_large();
    test_json_fields();
    test_json_errors();
    test_json_layouts();
    test_json_array_errors();
    test_no_memory();
    test_shortcut();
    test_folder();
    test_folder_errors();
    test_folder_changes();
    test_unreadable();
    test_deep();
    test_open();
    test_progress();
    test_stdin();
    test_pipe();
    clean_up(folder);
    fclose(dates);
    fclose(plain);
    return done_testing();
}
