#pragma once

#include <memory>
#include <mutex>

#include <QByteArray>
#include <QImage>
#include <QString>

namespace imaging {

/// From sRGB, in which everything is decoded, to the colours of one display. Made from the display's ICC profile; the
/// transform itself is set up at the first use, so that making this costs nothing. Safe to use from many threads.
class DisplayTransform
{
public:
    /// Null for a profile that is no RGB display profile: pictures stay sRGB then.
    static std::shared_ptr<const DisplayTransform> fromProfile(const QByteArray &icc);
    ~DisplayTransform();
    DisplayTransform(const DisplayTransform &) = delete;
    DisplayTransform &operator=(const DisplayTransform &) = delete;

    /// Changes 8-bit sRGB (Format_RGB32 or Format_ARGB32) in place, relative colorimetric with black point
    /// compensation; alpha stays. Other formats and null images are left alone.
    void apply(QImage *image) const;
    /// First 16 hexadecimal digits of the profile's SHA-256.
    QString id() const { return m_id; }
    /// What the profile calls itself.
    QString description() const { return m_description; }

private:
    explicit DisplayTransform(const QByteArray &icc);

    QByteArray m_icc;
    QString m_id;
    QString m_description;
    mutable std::once_flag m_once;
    mutable void *m_transform = nullptr; ///< of LittleCMS; null when there is none
};

} // namespace imaging
