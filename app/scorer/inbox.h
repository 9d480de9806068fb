#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

namespace scorer {

/// A message, and whether its answer is still wanted.
struct Request
{
    nlohmann::json message;
    /// True once it has been cancelled, or nobody is left to read its answer.
    std::shared_ptr<const std::atomic<bool>> cancelled;
};

/// Reads frames on a thread of its own, so that a cancel reaches a request that is being worked on.
class Inbox
{
public:
    /// `output`: where answers go; when input has ended and nobody reads there, the requests in work are cancelled.
    Inbox(int input, int output);
    /// The thread is left to itself while it waits for input: the process ends next.
    ~Inbox();
    Inbox(const Inbox &) = delete;
    Inbox &operator=(const Inbox &) = delete;

    /// The next request, after waiting; nothing when no further will come (`problem()` says whether that is an error).
    /// It is in work as long as its `cancelled` is held.
    std::optional<Request> next();
    /// No further request is wanted: whoever waits for one gets nothing.
    void end();
    /// Empty after an orderly end.
    std::string problem() const;

private:
    struct InWork
    {
        std::optional<std::int64_t> id;
        std::weak_ptr<std::atomic<bool>> cancelled;
    };
    /// Outlives the Inbox when the thread still waits for input.
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<nlohmann::json> messages;
        std::vector<InWork> inWork;
        std::string problem;
        bool ended = false;
    };

    static void readAll(const std::shared_ptr<Shared> &shared, int input, int output);
    /// Cancels the request of this id, or all that are in work.
    static void cancel(Shared &shared, std::optional<std::int64_t> id);

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

/// The text under "type" of a message; empty when there is none.
std::string messageType(const nlohmann::json &message);
/// The number under "id" of a message, or under `key`; nothing when there is none.
std::optional<std::int64_t> messageId(const nlohmann::json &message, const char *key = "id");

} // namespace scorer
