/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Threads of the library's own: signals are for those of the caller. */
#ifndef INDEXER_THREAD_H
#define INDEXER_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Starts `run(data)` in a thread in which all signals are blocked; false when there can be none. */
bool thread_start(pthread_t *thread, void *(*run)(void *data), void *data);

#endif
