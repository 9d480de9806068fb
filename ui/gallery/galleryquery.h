#pragma once

#include <array>
#include <memory>

#include <QObject>

#include "ui/gallery/gallerydata.h"
#include "ui/widgets/job.h"

namespace gallery {

using DataPtr = std::shared_ptr<const GalleryData>;

/// The pictures that match, in order, and what else a filter needs to know.
struct GalleryAnswer
{
    DataPtr data; ///< that the indices are of
    std::vector<int> shown;
    std::array<int, 4> viewCounts{}; ///< by analysis::PictureFilter::View
    analysis::FilterBlame blame;     ///< when nothing is shown
};

/// Asks the index on a pool thread. The newest question counts: one that comes while another is being answered waits,
/// and replaces the one that waited before, so that a dragged handle never queues.
class GalleryQuery : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryQuery)

public:
    explicit GalleryQuery(QObject *parent = nullptr);

    void ask(const DataPtr &data, const analysis::PictureFilter &filter, const analysis::PictureOrder &order);
    bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void answered(const gallery::GalleryAnswer &answer);

private:
    struct Question
    {
        DataPtr data;
        analysis::PictureFilter filter;
        analysis::PictureOrder order;
    };

    void start(const Question &question);

    widgets::Job m_job;
    std::optional<Question> m_waiting;
    std::shared_ptr<analysis::PromptSearch> m_search; ///< made when words are looked for
    std::weak_ptr<const analysis::Snapshot> m_searched;
};

} // namespace gallery
