#include "app/cli/annotatemessages.h"
#include "core/trials/protocol.h"

/// What a front end writes: any line is a submission that belongs to the questions, an undo, a stop, or an error with a
/// reason.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const auto protocol = trials::parseProtocol(R"({"version":1,"questions":[{"kind":"choice","strength":3},
        {"kind":"labels","set":"paper","multiple":true,"intensity":3},{"kind":"ratings","set":"visionreward"}]})");
    const QByteArray line(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto input = cli::readAnnotateLine(line, protocol->questions, 2);
    if (!input && (input.error().message.isEmpty() || input.error().code.isEmpty()))
        __builtin_trap();
    if (input && input->kind == cli::AnnotateInput::Kind::Submission && input->submission.trial.isEmpty())
        __builtin_trap();
    return 0;
}
