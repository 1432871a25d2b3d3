/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fundstelle-search: a query, or a file of queries, to ranked hits with snippets. */
#include <errno.h>
#include <fundstelle.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "indexer/cli.h"
#include "indexer/terminal.h"
#include "searcher/output.h"

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* What the command line asks for. */
struct request {
    const char **indexes; /* as many as argv has room for */
    size_t n_indexes;
    const char *batch;
    enum output_format format;
    enum colour colour;
    bool explains;
    bool lists_entities;
    fund_search_options options;
    char **words; /* of the query; part of argv */
    int n_words;
};

enum {
    OPTION_FORMAT = 256,
    OPTION_BATCH,
    OPTION_STRICT,
    OPTION_ALL,
    OPTION_EXPLAIN,
    OPTION_FACET,
    OPTION_FACET_SIZE,
    OPTION_ENTITIES,
    OPTION_COLOUR
};

static const struct argp_option option_table[] = {
    {"index", 'i', "FOLDER", 0,
     "The index (default: $FUNDSTELLE_INDEX, else fundstelle/index "
     "below $XDG_DATA_HOME); several are searched as one",
     0},
    {"hits", 'n', "N", 0, "Print up to N hits (default: 10)", 0},
    {"format", OPTION_FORMAT, "FORMAT", 0, "text (default), json (a line a hit) or trec", 0},
    {"batch", OPTION_BATCH, "FILE", 0, "Answer the lines of FILE, each an id, a TAB and a query",
     0},
    {"all", OPTION_ALL, NULL, 0, "All words must occur, not just some of them", 0},
    {"facet", OPTION_FACET, "LIST", 0,
     "Count all hits by person, org, place, source, author, tag, year, month or day; several with "
     "commas",
     0},
    {"facet-size", OPTION_FACET_SIZE, "N", 0, "Up to N values of each (default: 10)", 0},
    {"entities", OPTION_ENTITIES, NULL, 0, "Say whom and what each hit names", 0},
    {"strict", OPTION_STRICT, NULL, 0,
     "What can be read in two ways, as a stray quote, is an error", 0},
    {"explain", OPTION_EXPLAIN, NULL, 0,
     "Say what the words became, and what each adds to the score of a hit", 0},
    {"color", OPTION_COLOUR, "WHEN", 0, "auto (default), always or never", 0},
    {"colour", OPTION_COLOUR, NULL, OPTION_ALIAS, NULL, 0},
    {0},
};

static size_t parse_count(struct argp_state *state, const char *option, const char *arg)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(arg, &end, 10);
    if (errno || *arg < '0' || *arg > '9' || *end || n < 1 || n > FUND_HITS_MAX)
        argp_error(state, "%s takes a number from 1 to %zu, not \"%s\"", option, FUND_HITS_MAX,
                   arg);
    return (size_t)n;
}

/* The number of the name in the list, which ends with NULL. */
static int parse_name(struct argp_state *state, const char *option, const char *arg,
                      const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(arg, names[i]) == 0)
            return i;
    argp_error(state, "%s takes %s, %s or %s, not \"%s\"", option, names[0], names[1], names[2],
               arg);
    return 0;
}

/* "person,ort": their bits. */
static unsigned parse_facets(struct argp_state *state, const char *arg)
{
    unsigned facets = 0;
    while (*arg) {
        char name[16];
        size_t len = strcspn(arg, ",");
        fund_facet facet;
        snprintf(name, sizeof name, "%.*s", (int)(len < sizeof name ? len : sizeof name), arg);
        if (!fund_facet_find(&facet, name))
            argp_error(state,
                       "--facet takes person, org, place, source, author, tag, year, month and "
                       "day, not \"%.*s\"",
                       (int)len, arg);
        facets |= FUND_FACET_BIT(facet);
        arg += len + (arg[len] == ',');
    }
    return facets;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
    static const char *const formats[] = {"text", "json", "trec", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    struct request *request = state->input;
    switch (key) {
    case 'i':
        request->indexes[request->n_indexes++] = arg;
        return 0;
    case 'n':
        request->options.n_hits = parse_count(state, "-n", arg);
        return 0;
    case OPTION_FORMAT:
        request->format = (enum output_format)parse_name(state, "--format", arg, formats);
        return 0;
    case OPTION_BATCH:
        request->batch = arg;
        return 0;
    case OPTION_ALL:
        request->options.wants_all = true;
        return 0;
    case OPTION_STRICT:
        request->options.strict = true;
        return 0;
    case OPTION_FACET:
        request->options.facets |= parse_facets(state, arg);
        return 0;
    case OPTION_FACET_SIZE:
        request->options.facet_size = parse_count(state, "--facet-size", arg);
        return 0;
    case OPTION_ENTITIES:
        request->lists_entities = true;
        return 0;
    case OPTION_EXPLAIN:
        request->explains = true;
        return 0;
    case OPTION_COLOUR:
        request->colour = (enum colour)parse_name(state, "--color", arg, colours);
        return 0;
    case ARGP_KEY_ARGS:
        request->words = state->argv + state->next;
        request->n_words = state->argc - state->next;
        return 0;
    case ARGP_KEY_END:
        if (!request->batch && request->n_words == 0)
            argp_error(state, "what shall be looked for?");
        if (request->batch && request->n_words > 0)
            argp_error(state, "either a query or --batch");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_table,
    .parser = parse_option,
    .args_doc = "QUERY...\n--batch FILE",
    .doc = "Search German articles that fundstelle-index has indexed.\v"
           "The best hits come first: those with more of the words, and with the rarer ones. "
           "Words find their other forms (Soldat: Soldaten, Strasse: Straße); \"words in quotes\" "
           "are looked for as a phrase. Put -- before a query that begins with a hyphen.\n\n"
           "Exit code: 0 hits, 1 none, 2 error, 75 the index is locked.",
};

/* ---- The terminal ---------------------------------------------------------------------------- */

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

static bool wants_colour(enum colour colour)
{
    const char *term = getenv("TERM");
    if (colour != COLOUR_AUTO)
        return colour == COLOUR_ALWAYS;
    return isatty(STDOUT_FILENO) && !is_set("NO_COLOR") && !(term && strcmp(term, "dumb") == 0);
}

/* The columns of the terminal; 0 when there is none. Long lines are hard to read: 100 at most. */
static size_t terminal_columns(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20)
        return 0;
    return size.ws_col < 100 ? size.ws_col : 100;
}

/* ---- Errors in a query ----------------------------------------------------------------------- */

/* A line of a batch. */
struct place {
    const char *file;
    size_t line;
};

/* The query around byte `offset`, and a caret below it. */
static void show_place(const char *query, size_t offset)
{
    enum { CONTEXT = 40 };
    size_t start = offset > CONTEXT ? offset - CONTEXT : 0;
    size_t len = strlen(query);
    size_t end = len - offset > CONTEXT ? offset + CONTEXT : len;
    while (start > 0 && ((unsigned char)query[start] & 0xC0) == 0x80)
        start--;
    while (end < len && ((unsigned char)query[end] & 0xC0) == 0x80)
        end++;
    fputs("  ", stderr);
    terminal_print(stderr, query, start, end);
    fprintf(stderr, "\n  %*s^\n", (int)terminal_width(query, start, offset), "");
}

static int fail_query(const struct output *output, const struct place *place, const fund_error *err)
{
    if (place)
        cli_complain("%s:%zu: %s", place->file, place->line, err->message);
    else
        cli_complain("%s", err->message);
    if (err->status == FUND_SYNTAX)
        show_place(output->query, err->offset);
    return err->status == FUND_LOCKED ? EXIT_LOCKED : EXIT_ERROR;
}

/* ---- Answering ------------------------------------------------------------------------------- */

/* Answers one query; `place` says where in a batch it stands, NULL for one that stands alone. */
static int answer(fund_index *index, const struct request *request, const struct output *output,
                  const struct place *place)
{
    fund_error err;
    fund_page *page;
    if (fund_search(&page, index, output->query, &request->options, &err) != FUND_OK)
        return fail_query(output, place, &err);
    size_t n_hits = fund_page_size(page);
    fund_status status = output_page(output, page, &err);
    fund_page_free(page);
    if (status != FUND_OK)
        return fail_query(output, place, &err);
    return n_hits > 0 ? EXIT_HITS : EXIT_NO_HITS;
}

/* Answers one line of a batch, which is cut up for it. */
static int answer_line(fund_index *index, const struct request *request, struct output *output,
                       char *line, const struct place *place)
{
    char *tab = strchr(line, '\t');
    line[strcspn(line, "\r\n")] = '\0';
    if (*line == '\0')
        return EXIT_NO_HITS;
    if (tab)
        *tab = '\0';
    if (!tab || tab == line || !output_is_utf8(line)) {
        cli_complain("%s:%zu: this line is not an id, a TAB and a query; it is passed over",
                     place->file, place->line);
        return EXIT_ERROR;
    }
    output->query_id = line;
    output->query = tab + 1;
    return answer(index, request, output, place);
}

static int answer_batch(fund_index *index, const struct request *request, struct output *output)
{
    bool is_stdin = strcmp(request->batch, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(request->batch, "r");
    char *line = NULL;
    size_t capacity = 0;
    struct place place = {is_stdin ? "standard input" : request->batch, 0};
    bool has_hits = false, has_errors = false;
    if (!file) {
        cli_complain("%s: %s", request->batch, strerror(errno));
        return EXIT_ERROR;
    }
    errno = 0;
    while (getline(&line, &capacity, file) >= 0 && !ferror(stdout)) {
        place.line++;
        int exit_code = answer_line(index, request, output, line, &place);
        has_hits |= exit_code == EXIT_HITS;
        has_errors |= exit_code >= EXIT_ERROR;
    }
    if (ferror(file)) {
        cli_complain("%s: %s", request->batch, strerror(errno));
        has_errors = true;
    }
    free(line);
    if (!is_stdin)
        fclose(file);
    return has_errors ? EXIT_ERROR : has_hits ? EXIT_HITS : EXIT_NO_HITS;
}

static int answer_words(fund_index *index, const struct request *request, struct output *output)
{
    char *query = cli_join_words(request->words, request->n_words);
    if (!query) {
        cli_complain("out of memory");
        return EXIT_ERROR;
    }
    output->query = query;
    int exit_code = answer(index, request, output, NULL);
    free(query);
    return exit_code;
}

static int run(const struct request *request)
{
    fund_error err;
    fund_index *index;
    struct output output = {.stream = stdout,
                            .format = request->format,
                            .has_colour = wants_colour(request->colour),
                            .width = terminal_columns(),
                            .lists_entities = request->lists_entities,
                            .facets = request->options.facets,
                            .explains = request->explains};
    if (fund_index_open(&index, request->indexes, request->n_indexes, &err) != FUND_OK)
        return cli_fail(&err);
    if (fund_index_notice(index))
        cli_complain("%s", fund_index_notice(index));
    int exit_code = request->batch ? answer_batch(index, request, &output)
                                   : answer_words(index, request, &output);
    fund_index_close(index);
    return exit_code;
}

int main(int argc, char **argv)
{
    struct request request = {.options = FUND_SEARCH_OPTIONS_INIT};
    char *default_index = NULL;
    int exit_code = EXIT_ERROR;
    request.indexes = calloc((size_t)argc + 1, sizeof *request.indexes);
    if (!request.indexes)
        return EXIT_ERROR;
    cli_parse(&argp, argc, argv, &request);
    if (request.n_indexes == 0)
        request.indexes[request.n_indexes++] = default_index = cli_default_index();
    if (request.indexes[0])
        exit_code = run(&request);
    else
        cli_complain("no home folder is known; name the index with -i FOLDER");
    free(default_index);
    free(request.indexes);
    return cli_finish(exit_code);
}
