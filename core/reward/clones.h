#pragma once

// One binary for every x86-64: a function with REWARD_CLONES is compiled for several instruction sets and chosen at
// start. Sanitizers and clang do not get along with that.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                  \
    && !defined(__SANITIZE_THREAD__)
#define REWARD_CLONES __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define REWARD_CLONES
#endif
