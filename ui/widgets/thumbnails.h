#pragma once

#include <QCache>
#include <QColor>
#include <QImage>
#include <QObject>
#include <QSet>

#include "core/study/ids.h"
#include "ui/widgets/studyhandle.h"

namespace widgets {

/// Small versions of the study's pictures for views of very many. The view says what is visible; that is made first, on
/// pool threads, and what scrolled away before its turn is never begun. Until a picture is there its mean colour is
/// known, if it was ever seen before. Later views find the small versions in a file (imaging::ThumbnailStore).
class Thumbnails : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Thumbnails)

public:
    struct Entry
    {
        QImage image;  ///< null when the picture cannot be shown
        QString error; ///< why, in words
        int side = 0;  ///< device pixels that it was made for
    };

    /// What a job makes.
    struct Made
    {
        QImage image;
        QRgb mean = 0; ///< 0: not computed
    };

    explicit Thumbnails(const StudyPtr &study, QObject *parent = nullptr);

    /// The file that keeps the small versions of every study; called once, before the first study. Without it nothing
    /// is kept.
    static void keepIn(const QString &file);

    /// What there is of a picture, perhaps in another size than asked for; null: nothing yet. The pointer is good until
    /// control returns to the event loop.
    const Entry *find(study::AssetId asset) const { return m_entries.object(asset); }
    /// Invalid when not known.
    QColor mean(study::AssetId asset) const;

    /// What is visible now, in the order in which it is to appear, fitted into `side` device pixels. Replaces what was
    /// asked for before.
    void want(const QList<study::AssetId> &visible, int side);
    /// When nothing is wanted: makes what the file does not have yet, in this order, one picture at a time.
    void fill(const QList<study::AssetId> &order);
    void stopFilling() { fill({}); }
    /// Pictures that fill() still has to look at.
    qsizetype toFill() const { return m_fill.size() - m_filled; }

    /// All that is wanted is there.
    bool isIdle() const { return m_next >= m_wanted.size() && m_running.isEmpty(); }

Q_SIGNALS:
    /// Another picture, or a mean colour, is there.
    void ready();
    /// fill() went on; `done` of `total` were looked at.
    void filled(qint64 done, qint64 total);

private:
    void startNext();
    bool needs(study::AssetId asset) const;
    void load(study::AssetId asset);
    void take(study::AssetId asset, int side, base::Result<Made> made);
    void readMeans();
    void fillNext();

    StudyPtr m_study;
    QCache<study::AssetId, Entry> m_entries; ///< cost in KiB
    QHash<study::AssetId, QRgb> m_means;     ///< of what the file has
    QList<study::AssetId> m_wanted;
    qsizetype m_next = 0; ///< of m_wanted
    QSet<study::AssetId> m_running;
    QList<study::AssetId> m_fill;
    qsizetype m_filled = 0;
    int m_side = 0;
    bool m_filling = false;
    bool m_meansRead = false;
};

} // namespace widgets
