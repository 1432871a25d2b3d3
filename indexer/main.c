/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fundstelle-index: articles from files and folders into an index. */
#include <errno.h>
#include <fundstelle.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/cli.h"
#include "indexer/token-table.h"

/* What the command line asks for. */
struct request {
    const char *index;
    char *default_index;
    bool is_delete;
    bool is_prune;
    bool is_stats;
    bool is_analyze;
    bool is_quiet;
    bool use_xapian;
    bool no_entities;
    const char *names_file;
    unsigned threads; /* 0: one for each processor */
    size_t memory;    /* 0: the library's default */
    char **names;     /* paths, or ids to delete; part of argv */
    int n_names;
};

/* What became of the articles. */
struct counts {
    uint64_t added, replaced, unchanged, deleted;
    uint64_t refused;    /* not articles */
    uint64_t unreadable; /* files and folders */
    uint64_t not_opened; /* paths that were named */
};

struct run {
    const struct request *request;
    fund_writer *writer;
    struct counts counts;
    uint64_t bytes_before; /* of the sources that are done */
    struct timespec start;
    double shown_at; /* seconds; when the progress was last printed */
    bool shows_progress;
};

static volatile sig_atomic_t interrupted;

enum {
    OPTION_DELETE = 256,
    OPTION_PRUNE,
    OPTION_STATS,
    OPTION_ANALYZE,
    OPTION_WRITER,
    OPTION_MEMORY,
    OPTION_NO_ENTITIES,
    OPTION_NAMES
};

static const struct argp_option option_table[] = {
    {"index", 'i', "FOLDER", 0,
     "The index (default: $FUNDSTELLE_INDEX, else "
     "fundstelle/index below $XDG_DATA_HOME)",
     0},
    {"delete", OPTION_DELETE, NULL, 0, "Delete the articles with the ids given", 0},
    {"prune", OPTION_PRUNE, NULL, 0,
     "Delete the articles that have gone from the folders or files given", 0},
    {"threads", 'j', "N", 0, "How many threads build a new index (default: one per processor)", 0},
    {"memory", OPTION_MEMORY, "SIZE", 0,
     "How much memory building a new index may take, such as 500M or 4G (default: 1G)", 0},
    {"writer", OPTION_WRITER, "xapian", 0,
     "Have Xapian's own writer build a new index, too; it takes longer", 0},
    {"no-entities", OPTION_NO_ENTITIES, NULL, 0,
     "Build a new index without persons, organisations and places", 0},
    {"names", OPTION_NAMES, "FILE", 0,
     "Give the index the names in FILE: all articles that are in it, and those to come", 0},
    {"stats", OPTION_STATS, NULL, 0, "Print what the index holds", 0},
    {"analyze", OPTION_ANALYZE, NULL, 0, "Print what the index makes of the words of a text", 0},
    {"quiet", 'q', NULL, 0, "No progress and no closing line; errors only", 0},
    {0},
};

/* "500M" in bytes; 0 when it is no size. */
static size_t parse_size(const char *text)
{
    static const char units[] = "kMGT";
    char *end;
    errno = 0;
    unsigned long long size = strtoull(text, &end, 10);
    const char *unit = *end ? strchr(units, *end == 'K' ? 'k' : *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    bool is_size = errno == 0 && end > text && *text != '-' && (*end == '\0' || unit) &&
                   (*end == '\0' || end[1] == '\0') && size <= SIZE_MAX >> shift;
    return is_size ? (size_t)size << shift : 0;
}

static unsigned parse_threads(const char *text)
{
    char *end;
    unsigned long n = strtoul(text, &end, 10);
    return end > text && *end == '\0' && *text != '-' && n <= 1024 ? (unsigned)n : 0;
}

static bool has_nothing_to_do(const struct request *request)
{
    return request->is_prune || (!request->is_stats && !request->names_file);
}

/* The options of a first build. */
static error_t parse_build_option(int key, char *arg, struct argp_state *state)
{
    struct request *request = state->input;
    switch (key) {
    case 'j':
        request->threads = parse_threads(arg);
        if (request->threads == 0)
            argp_error(state, "--threads takes a number from 1 to 1024");
        return 0;
    case OPTION_MEMORY:
        request->memory = parse_size(arg);
        if (request->memory == 0)
            argp_error(state, "--memory takes a size such as 500M or 4G");
        return 0;
    case OPTION_WRITER:
        request->use_xapian = strcmp(arg, "xapian") == 0;
        if (!request->use_xapian)
            argp_error(state, "the other writer is called \"xapian\"");
        return 0;
    case OPTION_NO_ENTITIES:
        request->no_entities = true;
        return 0;
    case OPTION_NAMES:
        request->names_file = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
    struct request *request = state->input;
    switch (key) {
    case 'i':
        request->index = arg;
        return 0;
    case OPTION_DELETE:
        request->is_delete = true;
        return 0;
    case OPTION_PRUNE:
        request->is_prune = true;
        return 0;
    case OPTION_STATS:
        request->is_stats = true;
        return 0;
    case OPTION_ANALYZE:
        request->is_analyze = true;
        return 0;
    case 'q':
        request->is_quiet = true;
        return 0;
    case ARGP_KEY_ARGS:
        request->names = state->argv + state->next;
        request->n_names = state->argc - state->next;
        return 0;
    case ARGP_KEY_END:
        if (request->n_names == 0 && request->is_delete)
            argp_error(state, "which ids?");
        if (request->n_names == 0 && request->is_analyze)
            argp_error(state, "which text?");
        if (request->n_names == 0 && has_nothing_to_do(request))
            argp_error(state, "which files or folders?");
        for (int i = 0; request->is_prune && i < request->n_names; i++)
            if (strcmp(request->names[i], "-") == 0)
                argp_error(state, "--prune needs files or folders, not standard input");
        if (request->is_delete && request->is_prune)
            argp_error(state, "--delete takes ids, --prune takes paths: use one of them");
        if (request->names_file && (request->is_delete || request->no_entities))
            argp_error(state, "--names goes neither with --delete nor with --no-entities");
        return 0;
    default:
        return parse_build_option(key, arg, state);
    }
}

static const struct argp argp = {
    .options = option_table,
    .parser = parse_option,
    .args_doc = "PATH...\n--delete ID...\n--names FILE\n--stats\n--analyze TEXT...",
    .doc = "Index German articles for fundstelle-search.\v"
           "PATH is a folder (with all below it), a .txt, .json or .jsonl file, or - for JSON "
           "lines on standard input. Articles that are in the index already are skipped, changed "
           "ones replaced.\n\n"
           "Exit code: 0 all is in the index, 1 some articles were skipped (each is named), "
           "2 error, 75 the index is locked by another process.",
};

/* ---- Progress and counts --------------------------------------------------------------------- */

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static uint64_t articles_seen(const struct counts *counts)
{
    return counts->added + counts->replaced + counts->unchanged;
}

/* "  12345 articles, 8.1 MB/s, 3:20 left", over itself, a few times a second. */
static void show_progress(struct run *run, const fund_source *source)
{
    uint64_t done, total;
    double seconds = seconds_since(&run->start);
    if (!run->shows_progress || seconds - run->shown_at < 0.2)
        return;
    run->shown_at = seconds;
    fund_source_progress(source, &done, &total);
    double rate = (double)(run->bytes_before + done) / seconds;
    fprintf(stderr, "\r\033[K%9" PRIu64 " articles, %.1f MB/s", articles_seen(&run->counts),
            rate / 1e6);
    if (total > done && rate > 0) {
        unsigned left = (unsigned)((double)(total - done) / rate);
        fprintf(stderr, ", %u:%02u left", left / 60, left % 60);
    }
}

static void clear_progress(const struct run *run)
{
    if (run->shows_progress)
        fputs("\r\033[K", stderr);
}

static void complain(const struct run *run, const fund_error *err)
{
    clear_progress(run);
    cli_complain("%s", err->message);
}

static void print_counts(const struct run *run)
{
    const struct counts *c = &run->counts;
    uint64_t skipped = c->refused + c->unreadable;
    double seconds = seconds_since(&run->start);
    printf("%" PRIu64 " added, %" PRIu64 " replaced, %" PRIu64 " unchanged, ", c->added,
           c->replaced, c->unchanged);
    if (run->request->is_prune)
        printf("%" PRIu64 " deleted, ", c->deleted);
    printf("%" PRIu64 " skipped", skipped);
    if (skipped > 0)
        printf(" (%" PRIu64 " not usable, %" PRIu64 " not readable)", c->refused, c->unreadable);
    printf("; %.1f MB in %.1f s\n", (double)run->bytes_before / 1e6, seconds);
}

/* ---- Indexing -------------------------------------------------------------------------------- */

static void on_signal(int number)
{
    interrupted = number;
}

/* The first Ctrl-C ends the reading and keeps what was read; a second one ends the process. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* Can the run go on with the next article after this? */
static bool is_skip(fund_status status)
{
    return status == FUND_INPUT || status == FUND_IO || status == FUND_NOT_FOUND;
}

static void count_change(struct counts *counts, fund_change change)
{
    counts->added += change == FUND_ADDED;
    counts->replaced += change == FUND_REPLACED;
    counts->unchanged += change == FUND_UNCHANGED;
}

/* Puts one article; what makes it unfit is reported and counted, anything worse is returned. */
static fund_status put_article(struct run *run, const fund_article *article, fund_error *err)
{
    fund_change change;
    fund_status status = fund_writer_put(run->writer, article, &change, err);
    count_change(&run->counts, change);
    if (status != FUND_INPUT)
        return status;
    complain(run, err);
    run->counts.refused++;
    return FUND_OK;
}

/* Puts all articles of a source. */
static fund_status read_source(struct run *run, fund_source *source, fund_error *err)
{
    while (!interrupted) {
        const fund_article *article;
        fund_status status = fund_source_next(source, &article, err);
        if (status == FUND_OK && !article)
            return FUND_OK;
        if (status == FUND_INTERRUPTED)
            continue;
        if (is_skip(status)) {
            complain(run, err);
            *(status == FUND_INPUT ? &run->counts.refused : &run->counts.unreadable) += 1;
            continue;
        }
        if (status == FUND_OK)
            status = put_article(run, article, err);
        if (status != FUND_OK)
            return status;
        show_progress(run, source);
    }
    return FUND_OK;
}

/* Deletes what has gone, unless something could not be read: it might be what seems to be gone. */
static fund_status prune_source(struct run *run, const fund_source *source, const char *path,
                                uint64_t n_skipped, fund_error *err)
{
    size_t n_deleted = 0;
    if (n_skipped > 0 || interrupted) {
        clear_progress(run);
        cli_complain("%s is not pruned, because not all of it could be read", path);
        return FUND_OK;
    }
    fund_status status =
        fund_writer_prune(run->writer, fund_source_origin(source), &n_deleted, err);
    run->counts.deleted += n_deleted;
    return status;
}

static fund_status index_path(struct run *run, const char *path, fund_error *err)
{
    fund_source *source;
    uint64_t done, total;
    const struct counts before = run->counts;
    fund_status status = fund_source_open(&source, path, err);
    if (status != FUND_OK) {
        complain(run, err);
        run->counts.not_opened++;
        return status == FUND_NO_MEMORY ? status : FUND_OK;
    }
    status = read_source(run, source, err);
    uint64_t n_skipped =
        run->counts.refused - before.refused + run->counts.unreadable - before.unreadable;
    if (status == FUND_OK && run->request->is_prune)
        status = prune_source(run, source, path, n_skipped, err);
    fund_source_progress(source, &done, &total);
    run->bytes_before += done;
    fund_source_close(source);
    return status;
}

static int exit_code_of(const struct counts *counts)
{
    if (counts->not_opened > 0)
        return EXIT_ERROR;
    return counts->refused + counts->unreadable > 0 ? 1 : 0;
}

static int index_paths(struct run *run, fund_error *err)
{
    const struct request *request = run->request;
    fund_status status = FUND_OK;
    for (int i = 0; status == FUND_OK && !interrupted && i < request->n_names; i++)
        status = index_path(run, request->names[i], err);
    clear_progress(run);
    if (status == FUND_OK)
        status = fund_writer_commit(run->writer, err);
    if (status != FUND_OK)
        return cli_fail(err);
    if (!request->is_quiet)
        print_counts(run);
    if (interrupted) {
        cli_complain("interrupted; what was read so far is in the index");
        return 128 + interrupted;
    }
    return exit_code_of(&run->counts);
}

/* ---- Deleting, and what the index holds -------------------------------------------------------
 */

static int delete_ids(struct run *run, fund_error *err)
{
    int exit_code = 0;
    for (int i = 0; i < run->request->n_names; i++) {
        fund_status status = fund_writer_delete(run->writer, run->request->names[i], err);
        if (status == FUND_NOT_FOUND) {
            cli_complain("%s", err->message);
            exit_code = 1;
        } else if (status != FUND_OK) {
            return cli_fail(err);
        } else {
            run->counts.deleted++;
        }
    }
    if (fund_writer_commit(run->writer, err) != FUND_OK)
        return cli_fail(err);
    if (!run->request->is_quiet)
        printf("%" PRIu64 " deleted\n", run->counts.deleted);
    return exit_code;
}

/* Names first: the articles to come get them, too. */
static int name_and_index(struct run *run, fund_error *err)
{
    const struct request *request = run->request;
    size_t n_changed = 0;
    if (request->names_file &&
        fund_writer_names(run->writer, request->names_file, &n_changed, err) != FUND_OK)
        return cli_fail(err);
    if (request->names_file && !request->is_quiet)
        printf("%zu got other names\n", n_changed);
    if (request->n_names > 0)
        return index_paths(run, err);
    return fund_writer_commit(run->writer, err) == FUND_OK ? 0 : cli_fail(err);
}

static int write_index(const struct request *request)
{
    fund_error err;
    struct run run = {.request = request};
    fund_writer_options options = FUND_WRITER_OPTIONS_INIT;
    options.must_exist = request->is_delete || request->n_names == 0;
    options.no_entities = request->no_entities;
    options.refuse_repeats = true;
    options.use_xapian = request->use_xapian;
    options.threads = request->threads;
    options.memory = request->memory;
    run.shows_progress = !request->is_quiet && isatty(STDERR_FILENO);
    clock_gettime(CLOCK_MONOTONIC, &run.start);
    if (fund_writer_open(&run.writer, request->index, &options, &err) != FUND_OK)
        return cli_fail(&err);
    if (fund_writer_notice(run.writer))
        cli_complain("%s", fund_writer_notice(run.writer));
    catch_signals();
    int exit_code = request->is_delete ? delete_ids(&run, &err) : name_and_index(&run, &err);
    fund_writer_close(run.writer);
    return exit_code;
}

static int print_stats(const struct request *request)
{
    fund_error err;
    fund_index *index;
    fund_index_stats stats;
    if (fund_index_open(&index, &request->index, 1, &err) != FUND_OK)
        return cli_fail(&err);
    fund_status status = fund_index_stats_get(index, &stats, &err);
    fund_index_close(index);
    if (status != FUND_OK)
        return cli_fail(&err);
    printf("index     %s\n", request->index);
    printf("articles  %" PRIu64 "\n", stats.n_articles);
    printf("length    %" PRIu64 "\n", stats.length);
    printf("stems     %" PRIu64 "\n", stats.n_terms);
    printf("dates     %s to %s\n", *stats.first_date ? stats.first_date : "-",
           *stats.last_date ? stats.last_date : "-");
    printf("entities  %s\n", stats.has_entities ? "yes" : "no");
    printf("size      %.1f MB\n", (double)stats.disk_bytes / 1e6);
    return 0;
}

static int analyze_words(const struct request *request)
{
    char *text = cli_join_words(request->names, request->n_names);
    int exit_code = text ? print_token_table(text) : EXIT_ERROR;
    if (!text)
        cli_complain("out of memory");
    free(text);
    return exit_code;
}

int main(int argc, char **argv)
{
    struct request request = {0};
    int exit_code = 0;
    cli_parse(&argp, argc, argv, &request);
    if (request.is_analyze)
        return cli_finish(analyze_words(&request));
    if (!request.index)
        request.index = request.default_index = cli_default_index();
    if (!request.index) {
        cli_complain("no home folder is known; name the index with -i FOLDER");
        return EXIT_ERROR;
    }
    if (request.n_names > 0 || request.names_file)
        exit_code = write_index(&request);
    if (exit_code < EXIT_ERROR && request.is_stats) {
        int stats_code = print_stats(&request);
        exit_code = stats_code ? stats_code : exit_code;
    }
    free(request.default_index);
    return cli_finish(exit_code);
}
