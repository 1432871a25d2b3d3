/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/thread.h"

#include <signal.h>

bool thread_start(pthread_t *thread, void *(*run)(void *data), void *data)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error_number = pthread_create(thread, NULL, run, data);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error_number == 0;
}
