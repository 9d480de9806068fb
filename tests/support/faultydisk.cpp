#include "tests/support/faultydisk.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include <sqlite3.h>

namespace support {

namespace {

struct State
{
    sqlite3_vfs *real = nullptr;
    sqlite3_vfs shim = {};
    int countdown = 0; ///< 0: nothing is planned
    bool failed = false;
    bool stopped = false;
    FaultyDisk::Fault fault = FaultyDisk::Fault::Error;
};
State state;

/// What SQLite sees as a file; the real one lies behind it in the same allocation.
struct File
{
    sqlite3_file base;
    sqlite3_io_methods methods;

    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
    static sqlite3_file *realOf(sqlite3_file *file) { return reinterpret_cast<File *>(file)->real(); }
};

/// Whether the operation that is about to happen goes wrong.
bool isTurn()
{
    if (state.stopped)
        return true;
    if (state.countdown == 0 || --state.countdown > 0)
        return false;
    state.failed = true;
    state.stopped = state.fault == FaultyDisk::Fault::Stop;
    return true;
}

int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    sqlite3_file *real = File::realOf(file);
    if (!isTurn())
        return real->pMethods->xWrite(real, bytes, size, at);
    if (state.fault == FaultyDisk::Fault::ShortWrite)
        real->pMethods->xWrite(real, bytes, size / 2, at);
    return state.fault == FaultyDisk::Fault::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int sync(sqlite3_file *, int)
{
    // Nothing is pulled here, so that there is no need to wait for a real disk.
    return isTurn() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

int closeFile(sqlite3_file *file)
{
    sqlite3_file *real = File::realOf(file);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

// Everything else is the real file's.
#define FORWARD(name, parameters, arguments)                                                                           \
    int name parameters                                                                                                \
    {                                                                                                                  \
        sqlite3_file *real = File::realOf(file);                                                                       \
        return real->pMethods->name arguments;                                                                         \
    }
FORWARD(xRead, (sqlite3_file * file, void *bytes, int size, sqlite3_int64 at), (real, bytes, size, at))
FORWARD(xTruncate, (sqlite3_file * file, sqlite3_int64 size), (real, size))
FORWARD(xFileSize, (sqlite3_file * file, sqlite3_int64 *size), (real, size))
FORWARD(xLock, (sqlite3_file * file, int kind), (real, kind))
FORWARD(xUnlock, (sqlite3_file * file, int kind), (real, kind))
FORWARD(xCheckReservedLock, (sqlite3_file * file, int *held), (real, held))
FORWARD(xFileControl, (sqlite3_file * file, int code, void *value), (real, code, value))
FORWARD(xSectorSize, (sqlite3_file * file), (real))
FORWARD(xDeviceCharacteristics, (sqlite3_file * file), (real))
FORWARD(xShmMap, (sqlite3_file * file, int page, int size, int extend, void volatile **map),
        (real, page, size, extend, map))
FORWARD(xShmLock, (sqlite3_file * file, int offset, int n, int flags), (real, offset, n, flags))
FORWARD(xShmUnmap, (sqlite3_file * file, int remove), (real, remove))
#undef FORWARD

void xShmBarrier(sqlite3_file *file)
{
    sqlite3_file *real = File::realOf(file);
    real->pMethods->xShmBarrier(real);
}

int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *shim = new (file) File{};
    const int code = state.real->xOpen(state.real, name, shim->real(), flags, outFlags);
    if (code != SQLITE_OK || !shim->real()->pMethods)
        return code;
    shim->methods = {2,
                     closeFile,
                     xRead,
                     write,
                     xTruncate,
                     sync,
                     xFileSize,
                     xLock,
                     xUnlock,
                     xCheckReservedLock,
                     xFileControl,
                     xSectorSize,
                     xDeviceCharacteristics,
                     xShmMap,
                     xShmLock,
                     xShmBarrier,
                     xShmUnmap,
                     nullptr,
                     nullptr};
    shim->base.pMethods = &shim->methods;
    return SQLITE_OK;
}

} // namespace

FaultyDisk::FaultyDisk()
{
    state = {};
    sqlite3_initialize();
    state.real = sqlite3_vfs_find(nullptr);
    state.shim = *state.real;
    state.shim.zName = "faulty";
    state.shim.szOsFile = static_cast<int>(sizeof(File)) + state.real->szOsFile;
    state.shim.xOpen = open;
    sqlite3_vfs_register(&state.shim, 1);
}

FaultyDisk::~FaultyDisk()
{
    sqlite3_vfs_register(state.real, 1);
    sqlite3_vfs_unregister(&state.shim);
}

void FaultyDisk::arm(int n, Fault fault)
{
    state.countdown = n;
    state.fault = fault;
    state.failed = false;
    state.stopped = false;
}

bool FaultyDisk::disarm()
{
    state.countdown = 0;
    state.stopped = false;
    return state.failed;
}

} // namespace support
