#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "core/reward/pickle.h"
#include "core/reward/torcharchive.h"
#include "tests/support/checkpointbytes.h"

/// The bytes are taken as a whole archive, and as the pickle of an archive with three storages. Every tensor that is
/// reported lies inside the archive, and all of it can be read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string input(reinterpret_cast<const char *>(data), size);
    support::ZipBytes zip;
    zip.add("a/data.pkl", input);
    for (const char *const key : {"0", "1", "2"})
        zip.add(std::string("a/data/") + key, std::string(64, '\x3f'));
    for (const std::string &bytes : {input, zip.bytes()}) {
        const std::span<const std::byte> file = support::asSpan(bytes);
        const auto tensors = reward::readTorchArchive(file);
        if (!tensors)
            continue;
        for (const auto &[name, tensor] : *tensors) {
            // The address sanitizer sees what leaves the file.
            if (tensor.elementCount() > std::int64_t(file.size()) || reward::nonFiniteCount(tensor) < 0)
                std::abort();
        }
    }
    return 0;
}
