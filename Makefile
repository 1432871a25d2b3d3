# SPDX-License-Identifier: GPL-2.0-or-later
#
#   make            the programs and the library
#   make deps       installs the Debian packages that are missing
#   make demo       builds, indexes corpus/ and asks it for "Kursk Soldaten"
#   make check      builds and runs all tests
#   make fuzz       throws random input at what strangers can write, FUZZ_SECONDS=60 each
#   make memcheck   runs the tests in C and the programs under valgrind
#   make lint       clang-format, clang-tidy and shellcheck; `make fmt` formats
#   make quality    ranks the sets in ../shared and compares with Lucene
#   make ablation what each part of the ranking contributes, on the same sets
#   make bench      measures indexing and querying
#   make lexicon    makes indexer/text/german.lexicon anew from word lists and ../shared
#   make model      makes indexer/entity/german.entities anew from ../shared
#   make install    and `make uninstall`
#   make clean
#
#   CC=clang        another compiler (the one for C++ is found by itself)
#   SAN=1           with AddressSanitizer and UndefinedBehaviorSanitizer
#   V=1             shows the commands
#   CFLAGS=         instead of -O2 -g; what the project needs is added
#   PREFIX=         where to install (/usr/local); DESTDIR= is put before it
#
# All that is made lies under build/, each variant in a folder of its own.

# ---- The path of an article and then of a query ----------------------------------------------

SOURCES := \
    indexer/source/source.c \
    indexer/source/walk.c \
    indexer/source/input.c \
    indexer/source/values.c \
    indexer/source/plain.c \
    indexer/source/json.c \
    indexer/source/shortcut.c \
    indexer/source/article.c \
    indexer/source/title.c \
    indexer/source/date.c

TEXT := \
    indexer/text/fold.c \
    indexer/text/gender.c \
    indexer/text/number.c \
    indexer/text/segments.c \
    indexer/text/words.c \
    indexer/text/lexicon.c \
    indexer/text/compound.c \
    indexer/text/endings.c \
    indexer/text/endings-table.c \
    indexer/text/families.c \
    indexer/text/families-table.c \
    indexer/text/snowball.c \
    indexer/text/stem.c \
    indexer/text/stop.c \
    indexer/text/related.c \
    indexer/text/related-table.c \
    indexer/text/sentences.c \
    indexer/text/common-part.c \
    indexer/text/truncated.c \
    indexer/text/joined.c \
    indexer/text/vocabulary.c \
    indexer/text/analysis.c

ENTITY := \
    indexer/entity/token.c \
    indexer/entity/word.c \
    indexer/entity/spelling.c \
    indexer/entity/knowledge.c \
    indexer/entity/feature.c \
    indexer/entity/model.c \
    indexer/entity/second-look.c \
    indexer/entity/tagger.c \
    indexer/entity/countries.c \
    indexer/entity/known-names.c \
    indexer/entity/key-map.c \
    indexer/entity/name.c \
    indexer/entity/person.c \
    indexer/entity/inflection.c \
    indexer/entity/slavic.c \
    indexer/entity/name-key.c \
    indexer/entity/catalogue.c \
    indexer/entity/demonyms.c \
    indexer/entity/user-names.c \
    indexer/entity/context.c \
    indexer/entity/genitive.c \
    indexer/entity/forms.c \
    indexer/entity/groups.c \
    indexer/entity/names.c

BINDING := \
    indexer/xapian-c/error.cc \
    indexer/xapian-c/database.cc \
    indexer/xapian-c/document.cc \
    indexer/xapian-c/writer.cc \
    indexer/xapian-c/iterate.cc \
    indexer/xapian-c/query.cc \
    indexer/xapian-c/enquire.cc \
    indexer/xapian-c/mset.cc \
    indexer/xapian-c/statistics.cc \
    indexer/xapian-c/text.cc \
    indexer/xapian-c/compact.cc

INDEX := \
    indexer/document.c \
    indexer/field-key.c \
    indexer/schema.c \
    indexer/database.c \
    indexer/record.c \
    indexer/entities.c \
    indexer/maker.c \
    indexer/store.c \
    indexer/rename.c \
    indexer/ids.c \
    indexer/bulk.c \
    indexer/first.c \
    indexer/writer.c \
    indexer/tokens.c

# The tables of a Xapian database, written in the order of their keys.
GLASS := \
    indexer/glass/positions.c \
    indexer/glass/termlist.c \
    indexer/glass/compress.c \
    indexer/glass/sort.c \
    indexer/glass/terms.c \
    indexer/glass/inverter.c \
    indexer/glass/merge.c \
    indexer/glass/postlist.c \
    indexer/glass/values.c \
    indexer/glass/version.c \
    indexer/glass/btree.c \
    indexer/glass/folder.c \
    indexer/glass/builder.c

SEARCH := \
    searcher/index.c \
    searcher/day.c \
    searcher/query-field.c \
    searcher/query-range.c \
    searcher/query-word.c \
    searcher/query-lexer.c \
    searcher/query.c \
    searcher/query-print.c \
    searcher/clause.c \
    searcher/combine.c \
    searcher/filter.c \
    searcher/plan.c \
    searcher/explain.c \
    searcher/tally.c \
    searcher/facet-name.c \
    searcher/facet.c \
    searcher/search.c \
    searcher/passage.c \
    searcher/reason.c \
    searcher/snippet.c

SHARED := \
    indexer/utf8.c \
    indexer/hash.c \
    indexer/arena.c \
    indexer/bytes.c \
    indexer/thread.c \
    indexer/error.c

LIBRARY := $(SOURCES) $(TEXT) $(ENTITY) $(BINDING) $(GLASS) $(INDEX) $(SEARCH) $(SHARED)

# The programs are clients of include/fundstelle.h.
INDEX_PROGRAM := \
    indexer/main.c \
    indexer/token-table.c \
    indexer/cli.c \
    indexer/terminal.c

SEARCH_PROGRAM := \
    searcher/main.c \
    searcher/output.c \
    searcher/output-text.c \
    searcher/output-json.c \
    searcher/output-trec.c \
    indexer/cli.c \
    indexer/terminal.c

HEADERS := include/fundstelle.h include/xapian-c.h
MANUALS_7 := docs/man/fundstelle-query.7
EXPORTS := fund_* xapian_*

# ---- Versions --------------------------------------------------------------------------------

VERSION := $(shell awk '/define FUND_VERSION_/ { v = v s $$3; s = "." } END { print v }' include/fundstelle.h)

# The version of the binary interface goes its own way. Its first number is in the soname and
# changes when programs have to be compiled anew, the second when something is added.
ABI := 0.1.0
SONAME := libfundstelle.so.$(firstword $(subst ., ,$(ABI)))

# ---- Compilers and flags ---------------------------------------------------------------------

empty :=
space := $(empty) $(empty)
comma := ,

ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin CXX),default)
CXX := $(if $(filter cc,$(CC)),c++,$(subst gcc,g++,$(subst clang,clang++,$(CC))))
endif

VARIANT := $(if $(findstring clang,$(CC)),clang) $(if $(SAN),san) $(if $(FUZZ),fuzz)
BUILD := $(patsubst %/,%,build/$(subst $(space),-,$(strip $(VARIANT))))

PACKAGES := xapian-core icu-uc jansson libdeflate
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lstemmer -pthread

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wvla -Wundef -Wwrite-strings -Werror
C_WARNINGS := -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
    -Wconversion -Wno-sign-conversion
# Without what is checked in C++ only and missing where a C program is linked (vptr, function),
# and without enum: a C program may hand the binding any number, which then is refused.
NO_CHECK := enum,vptr$(if $(findstring clang,$(CC)),$(comma)function)
SAN_FLAGS := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize=$(NO_CHECK) \
    -fno-sanitize-recover=all -fno-omit-frame-pointer)

FUZZ_FLAGS := $(if $(FUZZ),-fsanitize=fuzzer-no-link)

COMMON_FLAGS := -Iinclude -I. $(PACKAGE_CFLAGS) $(WARNINGS) $(SAN_FLAGS) $(FUZZ_FLAGS) \
    -fPIC -fvisibility=hidden -ffunction-sections -fdata-sections $(CPPFLAGS)
C_FLAGS := -std=c11 -D_GNU_SOURCE $(C_WARNINGS) $(COMMON_FLAGS) $(CFLAGS)
# objcopy, below, cannot make local what is GNU-unique; clang has no such symbols.
CXX_FLAGS := -std=c++17 -fvisibility-inlines-hidden $(if $(findstring clang,$(CXX)),,-fno-gnu-unique) \
    $(COMMON_FLAGS) $(CFLAGS)
LINK_FLAGS := $(SAN_FLAGS) -Wl,--gc-sections -Wl,--as-needed $(LDFLAGS)

# ---- The library and the programs ------------------------------------------------------------

# A short line for each step; V=1 shows the commands.
Q := $(if $(V),,@)
step = $(Q:@=@echo '  $(1)' $@;)

objects = $(patsubst %,$(BUILD)/obj/%.o,$(basename $(1)))

STATIC := $(BUILD)/libfundstelle.a
DYNAMIC := $(BUILD)/libfundstelle.so
# All objects with all their symbols, for the tests of single modules.
INTERNAL := $(BUILD)/internal.a
PROGRAMS := $(BUILD)/fundstelle-index $(BUILD)/fundstelle-search

.PHONY: all
all: $(PROGRAMS) $(STATIC) $(DYNAMIC)

# Everything is made anew when the compiler or a flag has changed, and made at all only when the
# packages are there.
ALL_FLAGS := $(CC) $(C_FLAGS) | $(CXX) $(CXX_FLAGS) | $(LINK_FLAGS) $(LIBS)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(ALL_FLAGS)' | cmp -s - $@ || { .ci/install-packages -n build && echo '$(ALL_FLAGS)' >$@; }

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call step,CC)$(CC) $(C_FLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/%.o: %.cc $(BUILD)/flags
	@mkdir -p $(@D)
	$(call step,CXX)$(CXX) $(CXX_FLAGS) -MMD -MP -c -o $@ $<

# Lexicon and model are put into the objects by the assembler, which writes no dependencies.
$(BUILD)/obj/indexer/text/lexicon.o: indexer/text/german.lexicon
$(BUILD)/obj/indexer/entity/model.o: indexer/entity/german.entities

# Which words are related, as stems; the builder needs only what it includes.
RELATED_BUILDER := \
    indexer/text/build-related.c \
    indexer/text/fold.c \
    indexer/text/endings.c \
    indexer/text/endings-table.c \
    indexer/text/families.c \
    indexer/text/families-table.c \
    indexer/text/snowball.c \
    indexer/text/stem.c \
    indexer/error.c \
    indexer/utf8.c

$(BUILD)/build-related: $(call objects,$(RELATED_BUILDER))
	$(call step,LINK)$(CXX) $(LINK_FLAGS) -o $@ $^ $(LIBS)

$(BUILD)/related-table.c: $(BUILD)/build-related indexer/text/nations.txt
	$(call step,TABLE)$(BUILD)/build-related <indexer/text/nations.txt >$@

$(BUILD)/obj/indexer/text/related-table.o: $(BUILD)/related-table.c
	$(call step,CC)$(CC) $(C_FLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/exports.map: Makefile
	@mkdir -p $(@D)
	@echo '{ global: $(EXPORTS:%=%;) local: *; };' >$@

$(DYNAMIC).$(ABI): $(call objects,$(LIBRARY)) $(BUILD)/exports.map
	$(call step,LINK)$(CXX) -shared -Wl,-soname,$(SONAME) \
	    -Wl,--version-script,$(BUILD)/exports.map $(LINK_FLAGS) -o $@ $(filter %.o,$^) $(LIBS)

$(BUILD)/$(SONAME): $(DYNAMIC).$(ABI)
	@ln -sf $(<F) $@

$(DYNAMIC): $(BUILD)/$(SONAME)
	@ln -sf $(<F) $@

# One object with only the public names left global: a caller may have a fail() of his own.
# Without groups, for the linker to keep our copy of what it would else share with C++ callers.
$(BUILD)/fundstelle.o: $(call objects,$(LIBRARY))
	$(call step,LD)$(LD) -r --force-group-allocation -o $@ $^
	$(Q)objcopy --localize-hidden --wildcard $(EXPORTS:%=--keep-global-symbol='%') $@

$(STATIC): $(BUILD)/fundstelle.o
$(INTERNAL): $(call objects,$(LIBRARY))
$(STATIC) $(INTERNAL):
	@rm -f $@
	$(call step,AR)$(AR) rcs $@ $^

# The programs contain the library: they start faster and run from anywhere.
$(BUILD)/fundstelle-index: $(call objects,$(INDEX_PROGRAM)) $(STATIC)
$(BUILD)/fundstelle-search: $(call objects,$(SEARCH_PROGRAM)) $(STATIC)
$(PROGRAMS):
	$(call step,LINK)$(CXX) $(LINK_FLAGS) -o $@ $^ $(LIBS)

# ---- The lexicon (docs/compound.md) ----------------------------------------------------------

LEXICON_BUILDER := \
    indexer/text/build-lexicon.c \
    indexer/text/build-words.c \
    indexer/text/build-affix.c \
    indexer/text/build-parts.c \
    indexer/text/build-compounds.c \
    indexer/text/build-pack.c

$(BUILD)/build-lexicon: $(call objects,$(LEXICON_BUILDER)) $(INTERNAL)
$(BUILD)/build-counts: $(call objects,indexer/text/build-counts.c) $(INTERNAL)
$(BUILD)/build-lexicon $(BUILD)/build-counts:
	$(call step,LINK)$(CXX) $(LINK_FLAGS) -o $@ $^ $(LIBS) -lm

DATA = $(FUNDSTELLE_SHARED)/data
.PHONY: run-lexicon
run-lexicon: $(BUILD)/build-lexicon $(BUILD)/build-counts
	{ zstd -dcq $(DATA)/news/fang-a.jsonl.zst $(DATA)/retrieval/dip21/corpus.jsonl.zst \
	    $(DATA)/news/smartdata-docs.jsonl.zst && cat $(DATA)/retrieval/xquad-de/corpus.jsonl && \
	    awk -F'\t' '{ printf "%s", NF ? $$1 " " : "\n" }' $(DATA)/ner/*.conll; } | \
	    $(BUILD)/build-counts >$(BUILD)/counts
	(cd $(DATA)/gazetteer && tail -n +2 geonames-cities.tsv | cut -f1 && \
	    tail -n +2 geonames-de-names.tsv | cut -f3 && tail -n +2 cldr-territories-de.tsv | cut -f2 && \
	    tail -n +2 bundestag-personen.tsv | cut -f1,2 | tr '\t' '\n' && cat faker-de-*.txt && \
	    tail -n +2 world-countries-de.tsv | cut -f2) | LC_ALL=C sort -u >$(BUILD)/names
	$(BUILD)/build-lexicon /usr/share/hunspell/de_DE.aff /usr/share/hunspell/de_DE.dic \
	    /usr/share/dict/ngerman $(BUILD)/counts $(BUILD)/names indexer/text/german.lexicon

# ---- The model of the entity tagger (docs/tagger.md) ---------------------------------------

TRAINED_WITH := indexer/entity/token.c indexer/entity/word.c indexer/entity/knowledge.c \
    indexer/entity/spelling.c indexer/entity/feature.c indexer/hash.c

TRAINERS := $(addprefix $(BUILD)/train-,clusters votes spelling knowledge tagger)
$(BUILD)/train-clusters: $(call objects,indexer/entity/train-clusters.c indexer/entity/train-text.c)
$(BUILD)/train-votes: $(call objects,indexer/entity/train-votes.c indexer/entity/train-text.c \
    indexer/entity/train-conll.c)
$(BUILD)/train-spelling: $(call objects,indexer/entity/train-spelling.c)
$(BUILD)/train-knowledge: $(call objects,indexer/entity/train-knowledge.c)
$(BUILD)/train-tagger: $(call objects,indexer/entity/train-tagger.c indexer/entity/train-conll.c \
    indexer/entity/train-pack.c)
$(TRAINERS): $(call objects,$(TRAINED_WITH))
	$(call step,LINK)$(CC) $(LINK_FLAGS) -o $@ $^ $(LIBS) -lm

# They run for minutes in a few loops.
$(BUILD)/obj/indexer/entity/train-%.o: C_FLAGS += -O3

MODEL := $(BUILD)/model
NER = $(DATA)/ner
LABELLED = $(NER)/germeval2014-dev.conll $(NER)/germeval2014-test-a.conll -- \
    $(NER)/smartdata-train.conll $(NER)/smartdata-dev.conll

# Clusters take ten minutes and depend on nothing but the text, so they are kept.
$(MODEL)/text.jsonl:
	@mkdir -p $(@D)
	{ zstd -dcq $(DATA)/news/fang-a.jsonl.zst $(DATA)/retrieval/dip21/corpus.jsonl.zst \
	    $(DATA)/news/smartdata-docs.jsonl.zst && cat $(DATA)/retrieval/xquad-de/corpus.jsonl; } >$@

$(MODEL)/clusters: $(MODEL)/text.jsonl | $(BUILD)/train-clusters
	$(BUILD)/train-clusters 64 128 512 1024 <$< >$@

.PHONY: run-model
run-model: $(TRAINERS) $(MODEL)/clusters
	indexer/entity/train-names.sh $(DATA)/gazetteer >$(MODEL)/names
	head -c 327680 /dev/zero >$(MODEL)/spelling
	$(BUILD)/train-knowledge $(MODEL)/clusters $(MODEL)/names /dev/null $(MODEL)/spelling \
	    >$(MODEL)/knowledge
	$(BUILD)/train-votes $(MODEL)/knowledge $(MODEL)/text.jsonl $(LABELLED) >$(MODEL)/votes
	indexer/entity/train-spelling.sh $(MODEL)/names $(MODEL)/votes /usr/share/dict/ngerman | \
	    $(BUILD)/train-spelling >$(MODEL)/spelling
	$(BUILD)/train-knowledge $(MODEL)/clusters $(MODEL)/names $(MODEL)/votes $(MODEL)/spelling \
	    >$(MODEL)/knowledge
	$(BUILD)/train-tagger $(MODEL)/knowledge indexer/entity/german.entities $(LABELLED)

# ---- Tests -----------------------------------------------------------------------------------

# A test of a module sees its inner names; a test of the interface sees what any program sees.
MODULE_TESTS := $(patsubst %.c,$(BUILD)/%,$(filter-out tests/test_api%,$(wildcard tests/test_*.c)))
BINDING_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/xapian/test_*.c))
API_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/test_api*.c))
EXAMPLES := $(patsubst %.c,$(BUILD)/%,$(wildcard docs/examples/*.c))
C_TESTS := $(MODULE_TESTS) $(BINDING_TESTS) $(API_TESTS)
SHELL_TESTS := $(wildcard tests/test_*.sh tests/cli/test_*.sh)

FUNDSTELLE_SHARED ?= ../shared
# libxapian's own check() deletes an object by the size of its base class.
TEST_ENV = ASAN_OPTIONS=new_delete_type_mismatch=0 \
    LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
    BUILD='$(BUILD)' CC='$(CC)' CXX='$(CXX)' SAN='$(SAN)' SAN_FLAGS='$(SAN_FLAGS)' \
    FUNDSTELLE_SHARED='$(FUNDSTELLE_SHARED)' MAKEFLAGS=' -- $(MAKEOVERRIDES)'

$(MODULE_TESTS) $(BINDING_TESTS): $(BUILD)/%: $(BUILD)/obj/%.o $(INTERNAL)
	@mkdir -p $(@D)
	$(call step,LINK)$(CXX) $(LINK_FLAGS) -o $@ $^ $(LIBS)

# raise.cc throws each exception of libxapian at the binding; what lies between must let it pass.
$(BINDING_TESTS): $(call objects,indexer/xapian-c/raise.cc)
$(BUILD)/obj/tests/xapian/%.o: C_FLAGS += -fexceptions

BENCHES := $(patsubst %.c,$(BUILD)/%,$(filter-out %/term-generator.c,$(wildcard tests/bench/*.c)))
$(BENCHES): $(BUILD)/%: $(BUILD)/obj/%.o $(INTERNAL)
	@mkdir -p $(@D)
	$(call step,LINK)$(CXX) $(LINK_FLAGS) -o $@ $^ $(LIBS)

$(API_TESTS) $(EXAMPLES) $(BUILD)/tests/bench/term-generator: $(BUILD)/%: $(BUILD)/obj/%.o $(DYNAMIC)
	@mkdir -p $(@D)
	$(call step,LINK)$(CC) $(LINK_FLAGS) -Wl,-rpath,'$(abspath $(BUILD))' -o $@ $< -L$(BUILD) -lfundstelle

# What needs packages gets them first, and then a new look at pkg-config.
.PHONY: deps demo check memcheck lint quality ablation bench lexicon model
deps:
	.ci/install-packages build check

demo check memcheck lint quality ablation bench lexicon model:
	@.ci/install-packages build $@ $(filter clang,$(VARIANT))
	@$(MAKE) --no-print-directory run-$@

.PHONY: run-demo run-check run-memcheck run-lint run-quality run-ablation run-bench
run-demo: $(PROGRAMS)
	rm -rf $(BUILD)/demo-index
	$(BUILD)/fundstelle-index -i $(BUILD)/demo-index corpus
	$(BUILD)/fundstelle-search -i $(BUILD)/demo-index Kursk Soldaten

run-check: all $(C_TESTS) $(EXAMPLES)
	$(Q)$(TEST_ENV) prove -j2 --exec '' $(C_TESTS) $(SHELL_TESTS)

VALGRIND := valgrind -q --leak-check=full --error-exitcode=99 --suppressions=tests/valgrind.supp
run-memcheck: all $(C_TESTS)
	$(Q)$(TEST_ENV) prove -j2 --exec '$(VALGRIND)' $(C_TESTS)
	$(Q)$(TEST_ENV) VALGRIND='$(VALGRIND)' prove --exec '' tests/memcheck.sh

TAGGER_TOOLS := $(BUILD)/tag-conll $(BUILD)/tag-text $(BUILD)/bench-entities
$(TAGGER_TOOLS): $(BUILD)/%: $(call objects,tests/%.c) $(INTERNAL)
	$(call step,LINK)$(CXX) $(LINK_FLAGS) -o $@ $^ $(LIBS)

run-quality: $(PROGRAMS) $(BUILD)/build-lexicon $(BUILD)/tag-conll
	$(Q)$(TEST_ENV) tests/quality.sh
	$(Q)$(TEST_ENV) tests/compound-quality.sh
	$(Q)$(TEST_ENV) tests/entity-quality.sh

run-ablation:
	$(Q)$(TEST_ENV) tests/ablation.sh

run-bench: $(PROGRAMS) $(BENCHES) $(BUILD)/tests/bench/term-generator
	$(Q)$(TEST_ENV) tests/bench/analysis.sh
	$(Q)$(TEST_ENV) tests/bench.sh

# ---- Fuzzing ---------------------------------------------------------------------------------

FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS ?= 60

$(FUZZERS): $(BUILD)/%: $(BUILD)/obj/%.o $(INTERNAL)
	@mkdir -p $(@D)
	$(call step,LINK)$(CXX) -fsanitize=fuzzer $(LINK_FLAGS) -o $@ $^ $(LIBS)

.PHONY: fuzz run-fuzz
fuzz:
	@.ci/install-packages build clang fuzz
	@$(MAKE) --no-print-directory run-fuzz CC=clang SAN=1 FUZZ=1

run-fuzz: $(FUZZERS)
	$(Q)FUZZERS='$(FUZZERS)' FUZZ_SECONDS='$(FUZZ_SECONDS)' tests/fuzz/run.sh

# ---- Style -----------------------------------------------------------------------------------

CODE := $(sort $(shell find indexer searcher include tests docs -name '*.[ch]' -o -name '*.cc'))
JOBS := $(shell nproc)
SCRIPTS := $(sort .ci/run .ci/install-packages $(shell find tests docs indexer/entity -name '*.sh'))

# clang-tidy is clang, whichever compiler builds.
run-lint:
	$(Q)clang-format --dry-run -Werror $(CODE)
	$(Q)shellcheck $(SCRIPTS)
	$(Q)printf '%s\n' $(filter %.c,$(CODE)) | \
	    xargs -P$(JOBS) -I{} clang-tidy --quiet {} -- $(C_FLAGS)
	$(Q)printf '%s\n' $(filter %.cc,$(CODE)) | \
	    xargs -P$(JOBS) -I{} clang-tidy --quiet {} -- $(filter-out -fno-gnu-unique,$(CXX_FLAGS))

.PHONY: fmt
fmt:
	clang-format -i $(CODE)

# ---- Installing ------------------------------------------------------------------------------

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man

define PC
prefix=$(PREFIX)
libdir=$(LIBDIR)
includedir=$(INCLUDEDIR)

Name: Fundstelle
Description: Full-text search engine for German news
Version: $(VERSION)
Cflags: -I$${includedir}
Libs: -L$${libdir} -lfundstelle
Libs.private: -lstemmer -lstdc++ -pthread
Requires.private: $(PACKAGES)
endef

.PHONY: install uninstall clean help
install: export PC := $(PC)
install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(LIBDIR)/pkgconfig \
	    $(DESTDIR)$(MANDIR)/man7
	install $(PROGRAMS) $(DESTDIR)$(BINDIR)
	install -m 644 $(HEADERS) $(DESTDIR)$(INCLUDEDIR)
	install -m 644 $(MANUALS_7) $(DESTDIR)$(MANDIR)/man7
	install -m 644 $(STATIC) $(DYNAMIC).$(ABI) $(DESTDIR)$(LIBDIR)
	ln -sf libfundstelle.so.$(ABI) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libfundstelle.so
	printf '%s\n' "$$PC" >$(DESTDIR)$(LIBDIR)/pkgconfig/fundstelle.pc

uninstall:
	rm -f $(PROGRAMS:$(BUILD)/%=$(DESTDIR)$(BINDIR)/%) \
	    $(HEADERS:include/%=$(DESTDIR)$(INCLUDEDIR)/%) \
	    $(MANUALS_7:docs/man/%=$(DESTDIR)$(MANDIR)/man7/%) \
	    $(DESTDIR)$(LIBDIR)/libfundstelle.* $(DESTDIR)$(LIBDIR)/pkgconfig/fundstelle.pc

clean:
	rm -rf build

help:
	@sed -n 's/^#  //p; /^$$/q' Makefile

.PHONY: FORCE
.DELETE_ON_ERROR:
.SECONDARY:

-include $(shell test ! -d $(BUILD)/obj || find $(BUILD)/obj -name '*.d')
