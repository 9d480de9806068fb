#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

namespace scorer {

/// Reads frames on a thread of its own, so that a cancel reaches a request that is being worked on.
class Inbox
{
public:
    /// `output`: where answers go; when input has ended and nobody reads there, the request in work is cancelled.
    Inbox(int input, int output);
    /// The thread is left to itself while it waits for input: the process ends next.
    ~Inbox();
    Inbox(const Inbox &) = delete;
    Inbox &operator=(const Inbox &) = delete;

    /// The next message, after waiting; nothing when no further will come (`problem()` says whether that is an error).
    std::optional<nlohmann::json> next();
    /// Empty after an orderly end.
    std::string problem() const;
    /// True while the request returned by the last next() has been cancelled, or nobody is left to read its answer.
    const std::atomic<bool> &cancelled() const { return m_shared->cancelled; }

private:
    /// Outlives the Inbox when the thread still waits for input.
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<nlohmann::json> messages;
        std::optional<std::int64_t> current; ///< id of the request in work
        std::string problem;
        bool ended = false;
        std::atomic<bool> cancelled{false};
    };

    static void readAll(const std::shared_ptr<Shared> &shared, int input, int output);
    static void cancel(Shared &shared, std::int64_t id);

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

/// The text under "type" of a message; empty when there is none.
std::string messageType(const nlohmann::json &message);
/// The number under "id" of a message, or under `key`; nothing when there is none.
std::optional<std::int64_t> messageId(const nlohmann::json &message, const char *key = "id");

} // namespace scorer
