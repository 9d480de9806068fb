#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace reward {

/// What installed weights gave for the self-test's picture and text when that test first passed. Later tests compare
/// with it, and see when a library, a driver or a machine computes otherwise. One file per scorer, self-test.json
/// beside its model.json: fingerprint → value.
class StoredPair
{
public:
    /// `folder`: of the installed scorer. An empty one has no pair and keeps none.
    StoredPair(std::filesystem::path folder, std::string fingerprint)
        : m_folder(std::move(folder))
        , m_fingerprint(std::move(fingerprint))
    {
    }

    /// Nothing when there is none, or no readable file.
    std::optional<double> value() const;
    /// Keeps a finite value; where the folder cannot be written, the next test is a first one again.
    void keep(double value) const;

private:
    std::filesystem::path m_folder;
    std::string m_fingerprint;
};

} // namespace reward
