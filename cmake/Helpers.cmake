# dissensus_library(NAME SOURCES a.cpp … LINKS Qt6::Core … [PRIVATE_LINKS …] [MOC])
# One static library per folder: what a folder may use is what it links.
function(dissensus_library name)
    cmake_parse_arguments(ARG "MOC" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC dissensus_flags ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
    if(ARG_MOC)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
    dissensus_reuse_pch(${name})
endfunction()

# Qt's headers are precompiled once for core and once for the window, by two libraries without code: GCC takes a
# precompiled header only where every macro of its own compilation is defined, so they link no more than they must.
if(DISSENSUS_PCH AND NOT DISSENSUS_ONLY_SCORER)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/pch.cpp" CONTENT "// Carries a precompiled header.\n")
    add_library(dissensus_pch_core STATIC "${CMAKE_BINARY_DIR}/pch.cpp")
    target_link_libraries(dissensus_pch_core PRIVATE dissensus_flags Qt6::Core)
    target_precompile_headers(dissensus_pch_core PRIVATE <QtCore/QtCore>)
    if(DISSENSUS_WINDOW)
        add_library(dissensus_pch_window STATIC "${CMAKE_BINARY_DIR}/pch.cpp")
        target_link_libraries(dissensus_pch_window PRIVATE dissensus_flags Qt6::Widgets)
        target_precompile_headers(dissensus_pch_window PRIVATE <QtWidgets/QtWidgets>)
    endif()
endif()

function(dissensus_reuse_pch name)
    if(NOT TARGET dissensus_pch_core OR name STREQUAL "dissensus_reward")
        return()
    endif()
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${CMAKE_SOURCE_DIR}/ui")
        target_precompile_headers(${name} REUSE_FROM dissensus_pch_window)
    else()
        target_precompile_headers(${name} REUSE_FROM dissensus_pch_core)
    endif()
endfunction()

# dissensus_test(core/storage/tst_database LINKS …)
# One executable per class, registered with ctest under its path; sources lie at the mirrored path.
function(dissensus_test path)
    cmake_parse_arguments(ARG "" "TIMEOUT" "LINKS;LABELS;SOURCES" ${ARGN})
    get_filename_component(name ${path} NAME)
    if(TARGET ${name}) # two folders may have a file of the same name
        string(REPLACE "/" "-" name "${path}")
    endif()
    add_executable(${name} "${CMAKE_SOURCE_DIR}/tests/${path}.cpp" ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${name} PRIVATE dissensus_flags dissensus_testsupport ${ARG_LINKS} Qt6::Test)
    dissensus_reuse_pch(${name})
    # A test includes its .moc, so that this file is empty: loading the precompiled header for it would take longer than
    # anything else in it.
    set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp"
        PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    add_test(NAME ${path} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(DISSENSUS_SANITIZE) # which slow a program down three to ten times
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 8")
    endif()
    # Qt Test has a limit of its own, of five minutes for a function.
    set_tests_properties(${path} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000;QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;DISSENSUS_BIN=${CMAKE_BINARY_DIR}/bin;DISSENSUS_SHARED=${DISSENSUS_SHARED}")
endfunction()
