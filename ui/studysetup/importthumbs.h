#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>

namespace studysetup {

/// Small versions of files that are not in a study yet, decoded on pool threads as they are asked for.
class ImportThumbs : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportThumbs)

public:
    explicit ImportThumbs(QObject *parent = nullptr);

    /// The picture in a square of `side` device pixels, a null image when it cannot be read, or null while it is being
    /// decoded; then ready() follows.
    const QImage *find(const QString &path, int side);
    void clear();
    bool isIdle() const { return m_running.isEmpty() && m_waiting.isEmpty(); }

Q_SIGNALS:
    void ready();

private:
    void startNext();

    QHash<QString, QImage> m_images;
    QList<QString> m_waiting; ///< the last one is next
    QSet<QString> m_running;
    int m_side = 0;
    int m_generation = 0; ///< results of before clear() are dropped
};

} // namespace studysetup
