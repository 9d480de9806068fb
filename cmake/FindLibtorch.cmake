# libtorch as it lies inside the Python wheel: two libraries and the headers.
# find_package(Torch) would demand a CUDA toolkit, so the libraries are imported directly.
# LIBTORCH_ROOT: the folder that holds torch/lib and torch/include (./dev puts it into .deps).
set(LIBTORCH_ROOT "${CMAKE_SOURCE_DIR}/.deps" CACHE PATH "Folder with torch/lib and torch/include")
find_path(LIBTORCH_INCLUDE_DIR ATen/ATen.h PATHS "${LIBTORCH_ROOT}/torch/include" NO_DEFAULT_PATH)
find_library(LIBTORCH_CPU_LIBRARY torch_cpu PATHS "${LIBTORCH_ROOT}/torch/lib" NO_DEFAULT_PATH)
find_library(LIBTORCH_C10_LIBRARY c10 PATHS "${LIBTORCH_ROOT}/torch/lib" NO_DEFAULT_PATH)

if(LIBTORCH_INCLUDE_DIR)
    file(READ "${LIBTORCH_INCLUDE_DIR}/torch/headeronly/version.h" version_header)
    string(REGEX MATCH "TORCH_VERSION_MAJOR ([0-9]+).*TORCH_VERSION_MINOR ([0-9]+).*TORCH_VERSION_PATCH ([0-9]+)" found "${version_header}")
    set(LIBTORCH_VERSION "${CMAKE_MATCH_1}.${CMAKE_MATCH_2}.${CMAKE_MATCH_3}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libtorch
    REQUIRED_VARS LIBTORCH_CPU_LIBRARY LIBTORCH_C10_LIBRARY LIBTORCH_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "run ./dev setup, or set LIBTORCH_ROOT")

if(Libtorch_FOUND AND NOT TARGET Libtorch::Libtorch)
    add_library(Libtorch::c10 SHARED IMPORTED)
    set_target_properties(Libtorch::c10 PROPERTIES IMPORTED_LOCATION "${LIBTORCH_C10_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LIBTORCH_INCLUDE_DIR}")
    add_library(Libtorch::Libtorch SHARED IMPORTED)
    set_target_properties(Libtorch::Libtorch PROPERTIES IMPORTED_LOCATION "${LIBTORCH_CPU_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LIBTORCH_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES Libtorch::c10)
endif()
