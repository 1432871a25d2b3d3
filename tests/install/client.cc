/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program in C++, whose own copies of the standard library's templates must not meet ours. */
#include <fundstelle.h>

#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

int main(int argc, char **argv)
{
    std::map<std::string, int> counts;
    for (int i = 0; i < argc; i++)
        counts[argv[i]]++;
    const char *path = "/nonexistent";
    fund_index *index = nullptr;
    fund_error err;
    try {
        if (fund_index_open(&index, &path, 1, &err) != FUND_OK)
            throw std::runtime_error(fund_status_name(err.status));
    } catch (const std::exception &e) {
        std::cout << e.what() << '\n';
    }
    fund_index_close(index);
    return 0;
}
