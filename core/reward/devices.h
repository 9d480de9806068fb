#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

#include "core/reward/result.h"

namespace reward {

/// Thrown by work on a device that has too little memory for it; less work at a time may fit.
struct OutOfMemory
{
};

/// What computes here. Stood in for by a fake where no GPU can be had.
class Devices
{
public:
    virtual ~Devices() = default;

    virtual int cudaCount() const = 0;
    /// Why there are none; empty when there are.
    virtual std::string cudaMissingReason() const = 0;
    /// Bytes that work on this device may take now.
    virtual std::size_t freeBytes(const std::string &device) const = 0;
    /// Gives memory back that is kept for reuse.
    virtual void releaseKept(const std::string &device) = 0;
};

/// Chooses from "auto" (the first CUDA device, else the CPU), "cpu" or "cuda:N".
/// Errors: "device.form", "device.missing" with the reason.
Result<std::string> chooseDevice(const std::string &wanted, const Devices &devices);

/// The most items that go through a network together.
struct BatchLimit
{
    std::size_t usual = 0; ///< 0: there is no limit
    std::size_t now = 0;   ///< less than `usual` since memory ran out

    bool isShrunk() const { return now < usual; }
};

/// Cuts work into batches that fit a device's memory.
class Batcher
{
public:
    /// `bytesEach`: what one item takes while it is computed; `most`: a larger batch gains nothing.
    Batcher(Devices &devices, std::string device, std::size_t bytesEach, std::size_t most);

    /// Any thread may ask.
    BatchLimit limit() const { return {m_usual, m_most}; }
    /// Items of the next batch: as many as the free memory takes, at least 1, at most as many as last went well.
    std::size_t size() const;
    /// Calls `work(first, length)` until [0, count) is done, in one piece at first. When it throws OutOfMemory the
    /// piece is halved, and later ones start with the size that fitted. Errors: "device.memory" when one item does not
    /// fit.
    Result<void> run(std::size_t count, const std::function<void(std::size_t first, std::size_t length)> &work);

private:
    Devices &m_devices;
    std::string m_device;
    std::size_t m_bytesEach;
    std::size_t m_usual;
    std::atomic<std::size_t> m_most; ///< halved for good when a batch did not fit
};

} // namespace reward
