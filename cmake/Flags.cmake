# One INTERFACE target carries language level, warnings and sanitizers for all of our code.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(dissensus_flags INTERFACE)
target_compile_features(dissensus_flags INTERFACE cxx_std_20)
target_include_directories(dissensus_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(dissensus_flags INTERFACE
    DISSENSUS_VERSION="${PROJECT_VERSION}"
    # libtorch headers have members named like Qt's keywords; Q_SIGNALS, Q_SLOTS and Q_EMIT everywhere.
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(dissensus_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
    # GCC 12 takes an empty std::optional that is copied for a use of its value.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    $<$<BOOL:${DISSENSUS_WERROR}>:-Werror>)

if(DISSENSUS_SANITIZE)
    target_compile_options(dissensus_flags INTERFACE -fsanitize=${DISSENSUS_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(dissensus_flags INTERFACE -fsanitize=${DISSENSUS_SANITIZE})
endif()

if(DISSENSUS_FUZZ)
    # Coverage of our code guides the fuzzers; only they link libFuzzer's main.
    target_compile_options(dissensus_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    target_link_options(dissensus_flags INTERFACE -fuse-ld=mold)
endif()
