#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Checkpoints written byte by byte, well formed or not: what the readers of core/reward are tested with.
namespace support {

inline std::string littleEndian(std::uint64_t value, std::size_t bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i, value >>= 8)
        text += char(value & 0xff);
    return text;
}

inline std::string floatBytes(const std::vector<float> &values)
{
    std::string text(values.size() * sizeof(float), '\0');
    if (!values.empty())
        std::memcpy(text.data(), values.data(), text.size());
    return text;
}

inline std::span<const std::byte> asSpan(const std::string &text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

/// A safetensors file with this header as it stands.
inline std::string safetensorsBytes(const std::string &header, const std::string &data)
{
    return littleEndian(header.size(), 8) + header + data;
}

/// A well-formed safetensors file of fp32 tensors.
class SafetensorsBytes
{
public:
    void add(const std::string &name, const std::vector<std::int64_t> &shape, const std::vector<float> &values)
    {
        add(name, "F32", shape, floatBytes(values));
    }

    void add(const std::string &name, const std::string &dtype, const std::vector<std::int64_t> &shape,
             const std::string &bytes)
    {
        std::string sizes;
        for (const std::int64_t size : shape)
            sizes += std::string(sizes.empty() ? "" : ",") + std::to_string(size);
        m_header += std::string(m_header.empty() ? "\"" : ",\"") + name + R"(":{"dtype":")" + dtype + R"(","shape":[)"
                    + sizes + R"(],"data_offsets":[)" + std::to_string(m_data.size()) + ','
                    + std::to_string(m_data.size() + bytes.size()) + "]}";
        m_data += bytes;
    }

    std::string bytes() const
    {
        std::string header = '{' + m_header + '}';
        header.append((8 - header.size() % 8) % 8, ' ');
        return safetensorsBytes(header, m_data);
    }

private:
    std::string m_header;
    std::string m_data;
};

/// A zip file. The fields of an entry can be set to something else than what is true.
class ZipBytes
{
public:
    struct Entry
    {
        std::string name;
        std::string data;
        std::uint16_t method = 0;
        std::uint32_t size = 0; ///< as the directory claims; 0: the true one
    };

    void add(const std::string &name, const std::string &data) { m_entries.push_back({name, data, 0, 0}); }
    void add(Entry entry) { m_entries.push_back(std::move(entry)); }

    /// `is64`: sizes and the place of the directory in the 64-bit fields, as in a file of more than 4 GB.
    std::string bytes(bool is64 = false) const
    {
        constexpr std::uint64_t elsewhere = 0xffffffff;
        std::string file;
        std::string directory;
        for (const Entry &entry : m_entries) {
            const std::uint64_t offset = file.size();
            const std::uint64_t size = entry.size != 0 ? entry.size : entry.data.size();
            const std::string sizes = is64 ? littleEndian(elsewhere, 4) + littleEndian(elsewhere, 4)
                                           : littleEndian(size, 4) + littleEndian(size, 4);
            const std::string common = littleEndian(is64 ? 45 : 20, 2) + littleEndian(0, 2)
                                       + littleEndian(entry.method, 2) + littleEndian(0, 8) + sizes
                                       + littleEndian(entry.name.size(), 2);
            file += std::string("PK\x03\x04") + common + littleEndian(0, 2) + entry.name + entry.data;
            const std::string extra = is64 ? littleEndian(1, 2) + littleEndian(24, 2) + littleEndian(size, 8)
                                                 + littleEndian(size, 8) + littleEndian(offset, 8)
                                           : std::string();
            directory += std::string("PK\x01\x02") + littleEndian(20, 2) + common + littleEndian(extra.size(), 2)
                         + littleEndian(0, 10) + littleEndian(is64 ? elsewhere : offset, 4) + entry.name + extra;
        }
        const std::uint64_t start = file.size();
        file += directory;
        if (is64) {
            const std::uint64_t end = file.size();
            file += std::string("PK\x06\x06") + littleEndian(44, 8) + littleEndian(45, 2) + littleEndian(45, 2)
                    + littleEndian(0, 8) + littleEndian(m_entries.size(), 8) + littleEndian(m_entries.size(), 8)
                    + littleEndian(directory.size(), 8) + littleEndian(start, 8);
            file += std::string("PK\x06\x07") + littleEndian(0, 4) + littleEndian(end, 8) + littleEndian(1, 4);
        }
        return file + "PK\x05\x06" + littleEndian(0, 4) + littleEndian(m_entries.size(), 2)
               + littleEndian(m_entries.size(), 2) + littleEndian(is64 ? elsewhere : directory.size(), 4)
               + littleEndian(is64 ? elsewhere : start, 4) + littleEndian(0, 2);
    }

private:
    std::vector<Entry> m_entries;
};

/// Steps of a pickle of protocol 2, one after another.
class PickleBytes
{
public:
    PickleBytes &raw(const std::string &opcodes)
    {
        m_bytes += opcodes;
        return *this;
    }
    PickleBytes &global(const std::string &module, const std::string &name)
    {
        return raw(std::string("c") + module + '\n' + name + '\n');
    }
    PickleBytes &text(const std::string &text) { return raw(std::string("X") + littleEndian(text.size(), 4) + text); }
    PickleBytes &integer(std::int32_t value) { return raw(std::string("J") + littleEndian(std::uint32_t(value), 4)); }
    PickleBytes &mark() { return raw("("); }
    PickleBytes &tuple() { return raw("t"); }
    PickleBytes &call() { return raw("R"); }
    PickleBytes &integers(const std::vector<std::int32_t> &values)
    {
        mark();
        for (const std::int32_t value : values)
            integer(value);
        return tuple();
    }
    /// What torch.save writes for a tensor.
    PickleBytes &tensor(const std::string &storage, const std::string &key, std::int32_t elements, std::int32_t offset,
                        const std::vector<std::int32_t> &shape, const std::vector<std::int32_t> &strides)
    {
        global("torch._utils", "_rebuild_tensor_v2").mark();
        mark().text("storage").global("torch", storage).text(key).text("cuda:0").integer(elements).tuple().raw("Q");
        integer(offset).integers(shape).integers(strides).raw("\x89");
        return global("collections", "OrderedDict").raw(")R").tuple().call();
    }
    /// An empty collections.OrderedDict.
    PickleBytes &orderedDict() { return global("collections", "OrderedDict").raw(")R"); }

    std::string bytes() const { return std::string("\x80\x02") + m_bytes + '.'; }

private:
    std::string m_bytes;
};

/// A file of torch.save: a pickle and its storages.
inline ZipBytes torchZip(const PickleBytes &pickle, const std::vector<std::pair<std::string, std::string>> &storages,
                         const std::string &root = "archive")
{
    ZipBytes zip;
    zip.add(root + "/data.pkl", pickle.bytes());
    zip.add(root + "/byteorder", "little");
    for (const auto &[key, data] : storages)
        zip.add(root + "/data/" + key, data);
    zip.add(root + "/version", "3\n");
    return zip;
}

} // namespace support
