#include "app/scorer/frames.h"

#include <cerrno>
#include <cstring>
#include <new>
#include <span>
#include <unistd.h>

#include "app/scorer/cborcheck.h"

namespace scorer {

namespace {

/// Reads until `length` bytes are there; returns how many are.
std::size_t readFully(int descriptor, void *target, std::size_t length)
{
    std::size_t done = 0;
    while (done < length) {
        const ssize_t n = ::read(descriptor, static_cast<char *>(target) + done, length - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += std::size_t(n);
    }
    return done;
}

bool writeFully(int descriptor, const void *source, std::size_t length)
{
    std::size_t done = 0;
    while (done < length) {
        const ssize_t n = ::write(descriptor, static_cast<const char *>(source) + done, length - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        done += std::size_t(n);
    }
    return true;
}

Received rubbish(std::string &problem, std::string why)
{
    problem = std::move(why);
    return Received::Rubbish;
}

} // namespace

Received readFrame(int descriptor, nlohmann::json &message, std::string &problem)
{
    std::uint8_t head[8];
    const std::size_t read = readFully(descriptor, head, sizeof head);
    if (read == 0)
        return Received::End;
    if (std::memcmp(head, magic, std::min(read, sizeof magic)) != 0)
        return rubbish(problem, "the input is no frame: this program is started by Dissensus and speaks its protocol");
    if (read < sizeof head)
        return rubbish(problem, "the input ended within a frame");
    const std::uint32_t length =
        head[4] | std::uint32_t(head[5]) << 8 | std::uint32_t(head[6]) << 16 | std::uint32_t(head[7]) << 24;
    if (length > maxFrameBytes)
        return rubbish(problem, "a frame of " + std::to_string(length) + " bytes is longer than 256 MiB");
    std::vector<std::uint8_t> body;
    try {
        body.resize(length);
    } catch (const std::bad_alloc &) {
        return rubbish(problem, "there is no memory for a frame of " + std::to_string(length) + " bytes");
    }
    if (readFully(descriptor, body.data(), length) < length)
        return rubbish(problem, "the input ended within a frame");
    problem = cborProblem(std::as_bytes(std::span(body)));
    if (!problem.empty())
        return Received::Rubbish;
    message = nlohmann::json::from_cbor(body, true, false);
    if (!message.is_object())
        return rubbish(problem, "the message is no map with text keys");
    return Received::Message;
}

bool FrameWriter::write(const nlohmann::json &message)
{
    std::vector<std::uint8_t> frame{magic[0], magic[1], magic[2], magic[3], 0, 0, 0, 0};
    nlohmann::json::to_cbor(message, frame);
    const std::size_t length = frame.size() - 8;
    if (length > maxFrameBytes)
        return write({{"type", "error"},
                      {"id", message.value("id", nlohmann::json())},
                      {"code", "message.toolong"},
                      {"message", "the answer would be longer than 256 MiB; ask for less at once"}});
    for (std::size_t i = 0; i < 4; ++i)
        frame[4 + i] = std::uint8_t(length >> (8 * i));
    const std::lock_guard guard(m_mutex);
    return writeFully(m_descriptor, frame.data(), frame.size());
}

} // namespace scorer
