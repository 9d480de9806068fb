#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <QStringList>

namespace support {

/// Looks for planted words in whatever an annotator can reach: plain, in other letter case, as UTF-16,
/// hexadecimal, Base64 and percent-encoded.
class LeakHunt
{
public:
    explicit LeakHunt(const QStringList &words);

    /// `where` names the place in the findings.
    void search(const QString &where, const QByteArray &bytes);
    void search(const QString &where, const QString &text);
    /// Names of everything in and below the folder, and the bytes of every file.
    void searchFolder(const QString &folder);

    /// "WHERE: WORD", nothing when all is blind.
    QStringList findings() const { return m_findings; }
    /// How many places were searched: a hunt that found nothing must have looked somewhere.
    int searched() const { return m_searched; }

private:
    QStringList m_words;
    QStringList m_findings;
    int m_searched = 0;
};

/// Chunk types of a PNG file in order ("IHDR", "IDAT", "IEND"): anything else would be metadata. Empty: not a
/// whole PNG.
QByteArrayList pngChunks(const QByteArray &png);

} // namespace support
