#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include <nlohmann/json.hpp>

namespace scorer {

class FrameWriter;
class Inbox;
class Worker;

/// Answers requests in the order in which they came, several at a time where that pays: while a GPU computes one, the
/// pictures of the next are read and decoded.
class Service
{
public:
    Service(Inbox &inbox, Worker &worker, FrameWriter &writer);

    /// Returns when the input has ended, a "bye" came or nobody reads the answers. `atOnce`: how many requests are in
    /// work at the same time, at least 1. Only requests that judge pictures have others beside them.
    void run(int atOnce);

private:
    void answerAll();
    void waitForTurn(std::uint64_t place);

    Inbox &m_inbox;
    Worker &m_worker;
    FrameWriter &m_writer;
    std::mutex m_taking; ///< held by who waits for a request, and by one that has to be alone
    bool m_ended = false;
    std::uint64_t m_taken = 0;
    std::mutex m_order; ///< guards m_written
    std::condition_variable m_turn;
    std::uint64_t m_written = 0; ///< answers, which is the place of the next to be written
};

} // namespace scorer
