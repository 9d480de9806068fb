#include "core/reward/torcharchive.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "core/reward/pickle.h"
#include "core/reward/ziparchive.h"

namespace reward {

namespace {

using Tensors = std::map<std::string, TensorEntry>;

constexpr std::size_t maxDimensions = 16;
constexpr std::size_t maxDepth = 64;
/// Modules may refer to each other in circles; these bound time and memory of following them.
constexpr const char *endless = "its modules contain each other without end";
constexpr std::size_t maxName = 512;
constexpr std::size_t maxLooked = 5'000'000;
constexpr std::size_t maxPlaces = 100'000;
constexpr std::size_t maxTensors = 200'000;

tl::unexpected<Error> broken(std::string message)
{
    return fail("weights.format", std::move(message));
}

const char *dtypeOfStorage(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, const char *>, 10> storages{{{"FloatStorage", "F32"},
                                                                                         {"HalfStorage", "F16"},
                                                                                         {"BFloat16Storage", "BF16"},
                                                                                         {"DoubleStorage", "F64"},
                                                                                         {"LongStorage", "I64"},
                                                                                         {"IntStorage", "I32"},
                                                                                         {"ShortStorage", "I16"},
                                                                                         {"CharStorage", "I8"},
                                                                                         {"ByteStorage", "U8"},
                                                                                         {"BoolStorage", "BOOL"}}};
    const auto *const found =
        std::find_if(storages.begin(), storages.end(), [&](const auto &storage) { return storage.first == name; });
    return found == storages.end() ? nullptr : found->second;
}

/// How far the last element is from the first, in elements, or nothing where that leaves 64 bits. No size is 0.
std::optional<std::int64_t> reach(const TensorEntry &tensor)
{
    std::int64_t last = 0;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        std::int64_t step = 0;
        if (__builtin_mul_overflow(tensor.shape[i] - 1, tensor.strides[i], &step)
            || __builtin_add_overflow(last, step, &last))
            return {};
    }
    return last;
}

class ArchiveReader
{
public:
    ArchiveReader(const ZipArchive &zip, std::string root, const Pickle &pickle)
        : m_zip(zip)
        , m_root(std::move(root))
        , m_pickle(pickle)
    {
    }

    Result<Tensors> read();

private:
    /// Something that may hold tensors below a prefix of their names.
    struct Place
    {
        const PickleValue *value;
        std::string prefix;
        std::size_t depth;
    };

    const PickleValue &unwrapped() const;
    /// The record that would build a tensor, without the parameters around it; null: something else.
    const PickleValue *tensorRecord(const PickleValue &value) const;
    Result<TensorEntry> tensor(const PickleValue &record, const std::string &name) const;
    Result<void> takeStorage(const PickleValue &reference, const std::string &name, std::int64_t offset,
                             TensorEntry &tensor) const;
    bool takeIntegers(const PickleValue &tuple, std::vector<std::int64_t> &numbers) const;
    Result<void> addTensor(const PickleValue &record, const std::string &name);
    Result<void> walkDictionary(const Place &place, bool isState);
    std::string keys(const PickleValue &dictionary) const;

    const ZipArchive &m_zip;
    std::string m_root;
    const Pickle &m_pickle;
    Tensors m_tensors;
    std::vector<Place> m_places;
    std::size_t m_looked = 0; ///< keys
};

const PickleValue &ArchiveReader::unwrapped() const
{
    const PickleValue *value = &m_pickle.root();
    for (const std::string_view key : {"state_dict", "model"}) {
        const PickleValue *const inner = m_pickle.find(*value, key);
        if (inner && (inner->kind == PickleKind::Dict || inner->kind == PickleKind::Record) && !tensorRecord(*inner))
            value = inner;
    }
    return *value;
}

const PickleValue *ArchiveReader::tensorRecord(const PickleValue &value) const
{
    const PickleValue *record = &value;
    // A parameter is wrapped once; whoever wraps more often means harm.
    for (int wrapped = 0; wrapped < 3; ++wrapped) {
        if (m_pickle.isCallOf(*record, "torch._utils", "_rebuild_tensor_v2")
            || m_pickle.isCallOf(*record, "torch._utils", "_rebuild_tensor"))
            return record;
        if (!m_pickle.isCallOf(*record, "torch._utils", "_rebuild_parameter")
            && !m_pickle.isCallOf(*record, "torch._utils", "_rebuild_parameter_with_state"))
            return nullptr;
        const PickleValue &arguments = m_pickle[record->items[1]];
        if (arguments.kind != PickleKind::Tuple || arguments.items.empty())
            return nullptr;
        record = &m_pickle[arguments.items.front()];
    }
    return nullptr;
}

bool ArchiveReader::takeIntegers(const PickleValue &tuple, std::vector<std::int64_t> &numbers) const
{
    if ((tuple.kind != PickleKind::Tuple && tuple.kind != PickleKind::List) || tuple.items.size() > maxDimensions)
        return false;
    for (const PickleIndex index : tuple.items) {
        const PickleValue &value = m_pickle[index];
        if (value.kind != PickleKind::Integer || value.integer < 0)
            return false;
        numbers.push_back(value.integer);
    }
    return true;
}

Result<TensorEntry> ArchiveReader::tensor(const PickleValue &record, const std::string &name) const
{
    constexpr std::size_t needed = 4; // storage, offset, size, stride
    const PickleValue &arguments = m_pickle[record.items[1]];
    if (arguments.kind != PickleKind::Tuple || arguments.items.size() < needed)
        return broken("tensor " + quotedName(name) + " is described by too little");
    const auto argument = [&](std::size_t i) -> const PickleValue & { return m_pickle[arguments.items[i]]; };
    TensorEntry entry;
    if (argument(1).kind != PickleKind::Integer || argument(1).integer < 0 || !takeIntegers(argument(2), entry.shape)
        || !takeIntegers(argument(3), entry.strides) || entry.shape.size() != entry.strides.size())
        return broken("tensor " + quotedName(name) + " has an impossible offset, shape or stride");
    if (const Result<void> taken = takeStorage(argument(0), name, argument(1).integer, entry); !taken)
        return tl::make_unexpected(taken.error());
    return entry;
}

Result<void> ArchiveReader::takeStorage(const PickleValue &reference, const std::string &name, std::int64_t offset,
                                        TensorEntry &tensor) const
{
    const std::string what = "tensor " + quotedName(name);
    if (reference.kind != PickleKind::Persistent)
        return broken(what + " has no storage");
    // ('storage', torch.FloatStorage, key, location, number of elements)
    constexpr std::size_t parts = 5;
    const PickleValue &id = m_pickle[reference.items.front()];
    if (id.kind != PickleKind::Tuple || id.items.size() < parts)
        return broken(what + " has no storage");
    const PickleValue &type = m_pickle[id.items[1]];
    const PickleValue &key = m_pickle[id.items[2]];
    const PickleValue &count = m_pickle[id.items[4]];
    const char *const dtype = type.kind == PickleKind::Name ? dtypeOfStorage(type.text) : nullptr;
    if (!dtype)
        return broken(what + " has a number type that is not read, " + quotedName(type.text));
    if (key.kind != PickleKind::Text || count.kind != PickleKind::Integer || count.integer < 0)
        return broken(what + " has no storage");
    tensor.dtype = dtype;

    const Result<std::span<const std::byte>> bytes = m_zip.bytes(m_root + "/data/" + std::string(key.text));
    if (!bytes)
        return broken(what + ": " + bytes.error().message);
    const auto element = std::int64_t(elementBytes(tensor.dtype));
    const std::int64_t elements = std::int64_t(bytes->size()) / element;
    if (count.integer > elements)
        return broken(what + " needs a storage of " + std::to_string(count.integer) + " elements, entry "
                      + quotedName(key.text) + " holds " + std::to_string(elements) + "; the file is damaged");
    tensor.data = bytes->data();
    if (std::find(tensor.shape.begin(), tensor.shape.end(), 0) != tensor.shape.end())
        return {};
    // Not larger than its storage, so that no few bytes pass for a tensor of any size.
    std::int64_t size = 1;
    for (const std::int64_t dimension : tensor.shape) {
        if (__builtin_mul_overflow(size, dimension, &size) || size > elements)
            return broken(what + " of shape " + shapeText(tensor.shape) + " is larger than its storage of "
                          + std::to_string(elements) + " elements");
    }
    const auto last = reach(tensor);
    if (!last || offset >= elements || *last >= elements - offset)
        return broken(what + " of shape " + shapeText(tensor.shape) + " leaves its storage of "
                      + std::to_string(elements) + " elements");
    tensor.data += offset * element;
    return {};
}

Result<void> ArchiveReader::addTensor(const PickleValue &record, const std::string &name)
{
    Result<TensorEntry> entry = tensor(record, name);
    if (!entry)
        return tl::make_unexpected(entry.error());
    m_tensors[name] = std::move(*entry);
    return {};
}

/// Of a plain dictionary only the tensors and modules directly in it count: what lies deeper is not weights. In the
/// state of a module everything does; Python's own modules keep theirs in three dictionaries, which are not part of
/// the names.
Result<void> ArchiveReader::walkDictionary(const Place &place, bool isState)
{
    const PickleValue &dictionary = *place.value;
    const bool isPythonModule = isState && m_pickle.find(dictionary, "_modules");
    m_looked += dictionary.items.size() / 2 + 1;
    if (m_looked > maxLooked)
        return broken(endless);
    for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
        const PickleValue &key = m_pickle[dictionary.items[i]];
        const PickleValue &value = m_pickle[dictionary.items[i + 1]];
        if (key.kind != PickleKind::Text)
            continue;
        if (m_places.size() >= maxPlaces || m_tensors.size() >= maxTensors)
            return broken(endless);
        if (isPythonModule) {
            const bool holds = key.text == "_modules" || key.text == "_parameters" || key.text == "_buffers";
            if (holds && value.kind == PickleKind::Dict)
                m_places.push_back({&value, place.prefix, place.depth + 1});
            continue;
        }
        if (value.kind != PickleKind::Record)
            continue;
        if (place.prefix.size() + key.text.size() > maxName)
            return broken("the name " + quotedName(key.text) + " in it is too long");
        const std::string name = place.prefix + std::string(key.text);
        if (const PickleValue *const record = tensorRecord(value)) {
            if (const Result<void> added = addTensor(*record, name); !added)
                return added;
        } else if (value.state != noPickleValue) {
            m_places.push_back({&value, name + '.', place.depth + 1});
        }
    }
    return {};
}

std::string ArchiveReader::keys(const PickleValue &dictionary) const
{
    constexpr std::size_t shown = 8;
    std::string list;
    for (std::size_t i = 0; i + 1 < dictionary.items.size() && i < 2 * shown; i += 2)
        list += (list.empty() ? "" : ", ") + quotedName(m_pickle[dictionary.items[i]].text);
    return list;
}

Result<Tensors> ArchiveReader::read()
{
    const PickleValue &root = unwrapped();
    m_places.push_back({&root, "", 0});
    while (!m_places.empty()) {
        const Place place = std::move(m_places.back());
        m_places.pop_back();
        if (place.depth > maxDepth)
            return broken(endless);
        const bool isRecord = place.value->kind == PickleKind::Record;
        if (isRecord) {
            if (place.value->state == noPickleValue)
                continue;
            const PickleValue &state = m_pickle[place.value->state];
            if (const Result<void> done = walkDictionary({&state, place.prefix, place.depth}, true); !done)
                return tl::make_unexpected(done.error());
        } else if (place.value->kind == PickleKind::Dict) {
            if (const Result<void> done = walkDictionary(place, false); !done)
                return tl::make_unexpected(done.error());
        }
    }
    if (m_tensors.empty())
        return broken(root.kind == PickleKind::Dict && !root.items.empty()
                          ? "it holds no tensors under the keys " + keys(root)
                          : "it holds no tensors");
    return std::move(m_tensors);
}

} // namespace

bool isLegacyTorchFile(std::span<const std::byte> file)
{
    // A pickle of protocol 2 that holds the magic number 0x1950a86a20f9469cfc6c.
    static constexpr std::array<unsigned char, 14> magic{0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c,
                                                         0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
    return file.size() >= magic.size() && std::memcmp(file.data(), magic.data(), magic.size()) == 0;
}

Result<Tensors> readTorchArchive(std::span<const std::byte> file)
{
    const Result<ZipArchive> zip = ZipArchive::open(file);
    if (!zip)
        return tl::make_unexpected(zip.error());
    // All entries lie in one folder, whose name is that of the file as it was first saved.
    const std::string root(zip->firstName().substr(0, zip->firstName().find('/')));
    if (!zip->contains(root + "/data.pkl"))
        return broken("this zip file is no PyTorch file: it lacks data.pkl");
    if (zip->contains(root + "/byteorder")) {
        const auto order = zip->bytes(root + "/byteorder");
        constexpr std::string_view little = "little";
        if (!order || order->size() != little.size() || std::memcmp(order->data(), little.data(), little.size()) != 0)
            return broken("its numbers are not little-endian");
    }
    const auto bytes = zip->bytes(root + "/data.pkl");
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    const Result<Pickle> pickle = Pickle::read(*bytes);
    if (!pickle)
        return tl::make_unexpected(pickle.error());
    return ArchiveReader(*zip, root, *pickle).read();
}

} // namespace reward
