#include "app/scorer/service.h"

#include <thread>
#include <vector>

#include "app/scorer/frames.h"
#include "app/scorer/inbox.h"
#include "app/scorer/worker.h"

namespace scorer {

Service::Service(Inbox &inbox, Worker &worker, FrameWriter &writer)
    : m_inbox(inbox)
    , m_worker(worker)
    , m_writer(writer)
{
}

void Service::run(int atOnce)
{
    std::vector<std::jthread> others;
    for (int i = 1; i < atOnce; ++i)
        others.emplace_back([this] { answerAll(); });
    answerAll();
}

void Service::answerAll()
{
    while (true) {
        std::unique_lock taking(m_taking);
        if (m_ended)
            return;
        const std::optional<Request> request = m_inbox.next();
        const std::string type = request ? messageType(request->message) : std::string();
        if (!request || type == "bye") {
            m_ended = true;
            return;
        }
        const std::uint64_t place = m_taken++;
        if (type == "score" || type == "embed_pictures")
            taking.unlock();
        else
            waitForTurn(place); // a hello changes what the others use
        const nlohmann::json answer = m_worker.answer(request->message, *request->cancelled);
        waitForTurn(place);
        if (!m_writer.write(answer))
            m_inbox.end(); // the client is gone
        const std::lock_guard guard(m_order);
        ++m_written;
        m_turn.notify_all();
    }
}

void Service::waitForTurn(std::uint64_t place)
{
    std::unique_lock lock(m_order);
    m_turn.wait(lock, [&] { return m_written == place; });
}

} // namespace scorer
