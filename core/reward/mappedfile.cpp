#include "core/reward/mappedfile.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reward {

namespace {

class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

tl::unexpected<Error> unreadable(const std::filesystem::path &path, const std::string &reason)
{
    return fail("weights.read", path.string() + ": " + reason);
}

} // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::filesystem::path &path)
{
    // Without waiting: the name may be that of a pipe without a writer.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0)
        return unreadable(path, std::strerror(errno));
    struct stat facts = {};
    if (::fstat(file.number(), &facts) != 0)
        return unreadable(path, std::strerror(errno));
    if (!S_ISREG(facts.st_mode))
        return unreadable(path, "this is not a regular file");
    if (facts.st_size == 0)
        return unreadable(path, "the file is empty");
    const auto size = static_cast<std::size_t>(facts.st_size);
    void *const data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (data == MAP_FAILED)
        return unreadable(path, std::string("the file cannot be mapped into memory: ") + std::strerror(errno));
    return std::unique_ptr<MappedFile>(new MappedFile(static_cast<const std::byte *>(data), size));
}

MappedFile::~MappedFile()
{
    ::munmap(const_cast<std::byte *>(m_data), m_size);
}

} // namespace reward
