#include "core/scoring/frames.h"
#include "core/scoring/messages.h"

/// What a worker, which is not trusted, sends: any bytes, in pieces, are messages or an error with a reason.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype cut = size > 0 ? data[0] % (bytes.size() + 1) : 0;
    scoring::FrameDecoder decoder;
    decoder.add(bytes.left(cut));
    for (bool all = false;;) {
        const auto message = decoder.next();
        if (!message)
            return message.error().message.isEmpty() ? __builtin_trap(), 0 : 0;
        if (*message) {
            (void)scoring::factsFrom(**message);
            (void)scoring::scoresFrom(**message);
            for (const scoring::MadeFeatures &made :
                 scoring::featuresFrom(**message).value_or(QList<scoring::MadeFeatures>())) {
                if (!made.features.isConsistent())
                    __builtin_trap();
            }
            (void)scoring::selfTestsFrom(**message);
        } else if (all) {
            return 0;
        } else {
            decoder.add(bytes.mid(cut));
            all = true;
        }
    }
}
