#include "app/scorer/inbox.h"

#include <poll.h>

#include "app/scorer/frames.h"

namespace scorer {

namespace {
/// Messages read ahead of the one in work: enough to keep the processors busy, few enough to bound the memory.
constexpr std::size_t readAhead = 2;

bool isReaderGone(int output)
{
    pollfd watched{.fd = output, .events = 0, .revents = 0};
    return ::poll(&watched, 1, 0) > 0 && (watched.revents & (POLLERR | POLLNVAL)) != 0;
}

} // namespace

std::string messageType(const nlohmann::json &message)
{
    const auto found = message.find("type");
    return found != message.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> messageId(const nlohmann::json &message, const char *key)
{
    const auto found = message.find(key);
    if (found == message.end() || !found->is_number_integer())
        return std::nullopt;
    return found->get<std::int64_t>();
}

Inbox::Inbox(int input, int output)
    : m_shared(std::make_shared<Shared>())
    , m_thread([shared = m_shared, input, output] { readAll(shared, input, output); })
{
}

Inbox::~Inbox()
{
    m_thread.detach();
}

std::optional<Request> Inbox::next()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->changed.wait(lock, [this] { return !m_shared->messages.empty() || m_shared->ended; });
    if (m_shared->messages.empty())
        return std::nullopt;
    const auto cancelled = std::make_shared<std::atomic<bool>>(false);
    Request request{std::move(m_shared->messages.front()), cancelled};
    m_shared->messages.pop_front();
    std::erase_if(m_shared->inWork, [](const InWork &done) { return done.cancelled.expired(); });
    m_shared->inWork.push_back({messageId(request.message), cancelled});
    m_shared->changed.notify_all();
    return request;
}

void Inbox::end()
{
    const std::lock_guard guard(m_shared->mutex);
    m_shared->messages.clear();
    m_shared->ended = true;
    m_shared->changed.notify_all();
}

std::string Inbox::problem() const
{
    const std::lock_guard guard(m_shared->mutex);
    return m_shared->problem;
}

void Inbox::readAll(const std::shared_ptr<Shared> &shared, int input, int output)
{
    while (true) {
        nlohmann::json message;
        std::string problem;
        const Received received = readFrame(input, message, problem);
        std::unique_lock lock(shared->mutex);
        if (received != Received::Message) {
            shared->problem = problem;
            shared->ended = true;
            if (isReaderGone(output))
                cancel(*shared, std::nullopt);
            shared->changed.notify_all();
            return;
        }
        if (messageType(message) == "cancel") {
            if (const auto request = messageId(message, "request"))
                cancel(*shared, *request);
            continue;
        }
        shared->messages.push_back(std::move(message));
        shared->changed.notify_all();
        shared->changed.wait(lock, [&] { return shared->messages.size() < readAhead; });
    }
}

void Inbox::cancel(Shared &shared, std::optional<std::int64_t> id)
{
    for (const InWork &request : shared.inWork) {
        const auto cancelled = request.cancelled.lock();
        if (cancelled && (!id || request.id == id))
            *cancelled = true;
    }
    // A request that waits stays in its place and is answered as cancelled, so that every id gets one answer.
    for (nlohmann::json &waiting : shared.messages) {
        if (id && messageId(waiting) == id)
            waiting["type"] = "cancelled";
    }
}

} // namespace scorer
