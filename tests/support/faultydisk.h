#pragma once

#include <memory>

namespace support {

/// A disk under SQLite that fails at a chosen write or sync. While it lives it is SQLite's default file system; every
/// connection that is opened meanwhile goes through it. One at a time, on one thread.
class FaultyDisk
{
public:
    enum class Fault {
        Error,      ///< the operation fails (SQLITE_IOERR)
        Full,       ///< the operation fails (SQLITE_FULL)
        ShortWrite, ///< half of the bytes are written, then it fails; a sync fails
        Stop,       ///< it and everything after it fails, until disarm()
    };

    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk &) = delete;
    FaultyDisk &operator=(const FaultyDisk &) = delete;

    /// The `n`-th write or sync from now on, from 1, goes wrong.
    void arm(int n, Fault fault);
    /// True when it went wrong meanwhile.
    bool disarm();
};

} // namespace support
