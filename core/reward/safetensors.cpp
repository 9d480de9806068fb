#include "core/reward/safetensors.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

namespace reward {

namespace {

constexpr std::size_t lengthBytes = 8;
/// The format's own limit.
constexpr std::uint64_t maxHeaderBytes = 100'000'000;
/// Far above any published model; a header of 100 MB could name millions.
constexpr std::size_t maxTensors = 200'000;
constexpr std::size_t maxDimensions = 16;
constexpr const char *metadataKey = "__metadata__";

std::uint64_t headerLength(std::span<const std::byte> file)
{
    std::uint64_t length = 0;
    for (std::size_t i = lengthBytes; i-- > 0;)
        length = length << 8 | std::to_integer<std::uint64_t>(file[i]);
    return length;
}

tl::unexpected<Error> broken(std::string message)
{
    return fail("weights.format", "broken safetensors file: " + std::move(message));
}

struct Described
{
    std::string name;
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::vector<std::uint64_t> offsets;
    bool hasShape = false;
};

/// Takes the header event by event, so that neither depth nor count can cost more memory than the tensors that are
/// allowed.
class HeaderReader : public nlohmann::json_sax<nlohmann::json>
{
public:
    std::vector<Described> take() { return std::move(m_tensors); }
    const std::string &problem() const { return m_problem; }

    bool null() override { return unexpectedValue("null"); }
    bool boolean(bool) override { return unexpectedValue("a truth value"); }
    bool number_float(number_float_t, const string_t &) override { return unexpectedValue("a fraction"); }
    bool binary(binary_t &) override { return unexpectedValue("bytes"); }
    bool number_integer(number_integer_t) override { return unexpectedValue("a negative number"); }

    bool number_unsigned(number_unsigned_t value) override
    {
        if (m_place == Place::Shape) {
            if (value > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
                return wrong("has an impossible shape");
            if (current().shape.size() == maxDimensions)
                return wrong("has too many dimensions");
            current().shape.push_back(std::int64_t(value));
            return true;
        }
        if (m_place == Place::Offsets && current().offsets.size() < 2) {
            current().offsets.push_back(value);
            return true;
        }
        return unexpectedValue("a number");
    }

    bool string(string_t &value) override
    {
        if (m_place == Place::Metadata)
            return true;
        if (m_place != Place::Tensor || m_key != "dtype")
            return unexpectedValue("a text");
        current().dtype = value;
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (m_place == Place::Outside)
            m_place = Place::Top;
        else if (m_place == Place::Top && m_key == metadataKey)
            m_place = Place::Metadata;
        else if (m_place == Place::Top)
            return beginTensor();
        else
            return unexpectedValue("an object");
        return true;
    }

    bool key(string_t &name) override
    {
        if (m_place != Place::Metadata)
            m_key = name;
        return true;
    }

    bool end_object() override
    {
        m_place = m_place == Place::Top ? Place::Outside : Place::Top;
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_place == Place::Tensor && m_key == "shape") {
            m_place = Place::Shape;
            current().hasShape = true;
            current().shape.clear();
        } else if (m_place == Place::Tensor && m_key == "data_offsets") {
            m_place = Place::Offsets;
            current().offsets.clear();
        } else {
            return unexpectedValue("a list");
        }
        return true;
    }

    bool end_array() override
    {
        m_place = Place::Tensor;
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        m_problem = "the header is not JSON at byte " + std::to_string(position + lengthBytes);
        return false;
    }

private:
    enum class Place { Outside, Top, Metadata, Tensor, Shape, Offsets };

    Described &current() { return m_tensors.back(); }

    bool beginTensor()
    {
        if (m_tensors.size() == maxTensors) {
            m_problem = "it names more than " + std::to_string(maxTensors) + " tensors";
            return false;
        }
        m_tensors.push_back({m_key, {}, {}, {}, false});
        m_place = Place::Tensor;
        return true;
    }

    bool wrong(const std::string &what)
    {
        m_problem = "tensor " + quotedName(current().name) + ' ' + what;
        return false;
    }

    bool unexpectedValue(const char *what)
    {
        m_problem = std::string("the header holds ") + what + " where none belongs";
        if (m_place != Place::Outside && !m_key.empty())
            m_problem += ", at key " + quotedName(m_key);
        return false;
    }

    Place m_place = Place::Outside;
    std::string m_key;
    std::string m_problem;
    std::vector<Described> m_tensors;
};

/// Bytes of the tensor, or nothing if they do not fit into 64 bits.
std::optional<std::uint64_t> bytesOf(const Described &tensor, std::size_t element)
{
    std::uint64_t bytes = element;
    // A dimension of 0 makes the product 0 whatever the others are.
    if (std::find(tensor.shape.begin(), tensor.shape.end(), 0) != tensor.shape.end())
        return 0;
    for (const std::int64_t size : tensor.shape) {
        if (__builtin_mul_overflow(bytes, std::uint64_t(size), &bytes))
            return {};
    }
    return bytes;
}

} // namespace

bool isSafetensors(std::span<const std::byte> file)
{
    return file.size() > lengthBytes && file[lengthBytes] == std::byte('{');
}

Result<std::map<std::string, TensorEntry>> readSafetensors(std::span<const std::byte> file)
{
    if (file.size() < lengthBytes)
        return broken("it has " + std::to_string(file.size()) + " bytes");
    const std::uint64_t length = headerLength(file);
    if (length > maxHeaderBytes)
        return broken("the header claims " + std::to_string(length) + " bytes, at most "
                      + std::to_string(maxHeaderBytes) + " are allowed");
    if (length > file.size() - lengthBytes)
        return broken("the header claims " + std::to_string(length) + " bytes, the file has "
                      + std::to_string(file.size()) + "; it is cut off");
    const auto *const text = reinterpret_cast<const char *>(file.data()) + lengthBytes;
    HeaderReader reader;
    if (!nlohmann::json::sax_parse(text, text + length, &reader))
        return broken(reader.problem());
    std::vector<Described> described = reader.take();

    const std::span<const std::byte> data = file.subspan(lengthBytes + length);
    std::sort(described.begin(), described.end(), [](const Described &a, const Described &b) {
        return a.offsets != b.offsets ? a.offsets < b.offsets : a.name < b.name;
    });
    std::map<std::string, TensorEntry> tensors;
    std::uint64_t filled = 0;
    for (Described &tensor : described) {
        const std::string name = "tensor " + quotedName(tensor.name);
        const std::size_t element = elementBytes(tensor.dtype);
        if (element == 0)
            return broken(name + " has the number type " + quotedName(tensor.dtype) + ", which is not known");
        if (!tensor.hasShape || tensor.offsets.size() != 2)
            return broken(name + " lacks its shape or its data_offsets");
        const std::uint64_t begin = tensor.offsets[0];
        const std::uint64_t end = tensor.offsets[1];
        if (begin > end || end > data.size())
            return broken(name + " lies at bytes " + std::to_string(begin) + " to " + std::to_string(end)
                          + " of the data, of which there are " + std::to_string(data.size())
                          + "; the file is cut off or damaged");
        if (begin != filled)
            return broken(name + (begin < filled ? " overlaps the one before it" : " leaves a gap before it"));
        const auto bytes = bytesOf(tensor, element);
        if (!bytes || *bytes != end - begin)
            return broken(name + " of shape " + shapeText(tensor.shape) + " and type " + tensor.dtype + " has "
                          + std::to_string(end - begin) + " bytes");
        filled = end;
        TensorEntry entry{std::move(tensor.dtype), std::move(tensor.shape), {}, data.data() + begin};
        entry.strides = contiguousStrides(entry.shape);
        if (!tensors.emplace(std::move(tensor.name), std::move(entry)).second)
            return broken(name + " occurs twice");
    }
    if (filled != data.size())
        return broken("the tensors fill " + std::to_string(filled) + " bytes of the data, of which there are "
                      + std::to_string(data.size()));
    return tensors;
}

} // namespace reward
